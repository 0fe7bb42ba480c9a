import { expect, test } from 'vitest'
import { openDatabase } from '../../../src/library/database/open.ts'
import { openLibrary } from '../../../src/library/index.ts'
import { migrations } from '../../../src/library/migrations/index.ts'
import { selectUnscored } from '../../../src/library/scores.ts'
import { emptyFolder } from '../data-folder.ts'

test('what a list of version 6 lacks scores for comes in order, once each, but for what is binned or undone', async () => {
  const folder = await emptyFolder()
  const { connection, close } = await openDatabase(folder, migrations.slice(0, 6))
  connection.execute(`
    INSERT INTO compound (id, formula, element_count, elements_low, elements_high) VALUES
      (1, 'MgO', 2, 0, 0), (2, 'CaO', 2, 0, 0), (3, 'OSr', 2, 0, 0), (4, 'BaO', 2, 0, 0), (5, 'BeO', 2, 0, 0);
    INSERT INTO list (id, name, kind, created_at) VALUES (3, 'Oxides', 'literature', ''), (4, 'Others', 'scratch', '');
    INSERT INTO entry (list_id, compound_id, text, line, binned_at, undone) VALUES
      (3, 5, 'BeO', 1, NULL, 0), (3, 1, 'MgO', 2, NULL, 0), (3, 1, 'OMg', 3, NULL, 0), (3, 2, 'CaO', 4, '2020', 0),
      (3, 3, 'SrO', 5, NULL, 1), (4, 4, 'BaO', 1, NULL, 0), (3, 4, 'BaO', 6, NULL, 0);
    INSERT INTO model (id, folder, name, manifest, active, registered_at) VALUES (2, '/m', 'M', '{}', 1, '');
    INSERT INTO score (model_id, compound_id, rmse) VALUES (2, 4, 0.25)`)
  await close()

  const library = await openLibrary(folder)
  const list = library.listNamed('Oxides').id
  const model = library.activeModel('rmse')!.id
  expect(library.unscored(list, model, null, 10)).toEqual([
    { id: 1, formula: 'MgO' },
    { id: 5, formula: 'BeO' },
  ])
  expect(library.unscored(list, model, 1 as never, 10)).toEqual([{ id: 5, formula: 'BeO' }])
  await library.close()
})

test('a question for some of them goes through no more of the list than it answers', async () => {
  const { connection, close } = await openDatabase(await emptyFolder(), migrations)
  const plan = connection
    .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${selectUnscored}`, 1, 0, 1, 10)
    .map(({ detail }) => detail)
  expect(plan[0]).toBe('SEARCH entry USING INDEX entry_in_use (list_id=? AND compound_id>?)')
  expect(plan.filter(detail => detail.includes('TEMP B-TREE') || detail.startsWith('SCAN'))).toEqual([])
  await close()
})
