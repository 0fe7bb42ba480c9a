import { expect, test } from 'vitest'
import { openDatabase } from '../../../src/library/database/open.ts'
import { openLibrary } from '../../../src/library/index.ts'
import { migrations } from '../../../src/library/migrations/index.ts'
import { emptyFolder } from '../data-folder.ts'

test('lists, entries and scores of version 4 are what they were, numbers included', async () => {
  const folder = await emptyFolder()
  const { connection, close } = await openDatabase(folder, migrations.slice(0, 4))
  connection.execute(`
    INSERT INTO compound (id, formula, element_count, elements_low, elements_high) VALUES (7, 'MgO', 2, 2176, 0);
    INSERT INTO list (id, name, kind, created_at) VALUES (3, 'Oxides', 'literature', '2020'), (5, NULL, 'scratch', '');
    INSERT INTO entry (id, list_id, compound_id, text, line, label, note, external_id, other_columns,
      energy_above_hull_ev_per_atom, problem) VALUES
      (11, 3, 7, 'MgO', 1, 'rock salt', 'a note', 'mp-1265', '{"route":"melt"}', 0.5, NULL),
      (12, 3, NULL, 'Xx', 2, NULL, NULL, NULL, NULL, NULL,
        '{"code":"formula/unknown-element","message":"Xx is no element","position":0,"suggestion":null}');
    INSERT INTO model (id, folder, name, manifest, active, registered_at) VALUES (2, '/m', 'M', '{}', 1, '2020');
    INSERT INTO score (model_id, compound_id, rmse) VALUES (2, 7, 0.25)`)
  await close()

  const library = await openLibrary(folder)
  const [list] = library.lists()
  expect(list).toEqual({
    id: 3,
    name: 'Oxides',
    kind: 'literature',
    createdAt: '2020',
    binnedAt: null,
    entryCount: 2,
    unreadCount: 1,
  })
  const untouched = { tags: [], binnedAt: null }
  expect([...library.entries(list!.id)]).toEqual([
    {
      ...untouched,
      id: 11,
      text: 'MgO',
      line: 1,
      label: 'rock salt',
      note: 'a note',
      externalId: 'mp-1265',
      otherColumns: { route: 'melt' },
      energyAboveHullEvPerAtom: 0.5,
      compound: { id: 7, formula: 'MgO' },
      duplicateOfLine: null,
    },
    {
      ...untouched,
      id: 12,
      text: 'Xx',
      line: 2,
      label: null,
      note: null,
      externalId: null,
      otherColumns: {},
      energyAboveHullEvPerAtom: null,
      compound: null,
      problem: {
        code: 'formula/unknown-element',
        message: 'Xx is no element',
        position: 0,
        suggestion: null,
      },
    },
  ])
  expect(library.scores(library.activeModel('rmse')!.id, [7 as never])).toEqual(new Map([[7, 0.25]]))
  expect(library.history()).toEqual({ undo: null, redo: null })
  await library.close()
})
