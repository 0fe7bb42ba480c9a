import { expect, test } from 'vitest'
import { openDatabase } from '../../../src/library/database/open.ts'
import { openLibrary } from '../../../src/library/index.ts'
import { migrations } from '../../../src/library/migrations/index.ts'
import { emptyFolder } from '../data-folder.ts'

test('models of version 7 give RMSE, keep their scores and their use, and one of the other kind is used beside', async () => {
  const folder = await emptyFolder()
  const { connection, close } = await openDatabase(folder, migrations.slice(0, 7))
  connection.execute(`
    INSERT INTO compound (id, formula, element_count, elements_low, elements_high) VALUES (1, 'MgO', 2, 0, 0);
    INSERT INTO list (id, name, kind, created_at) VALUES (3, 'Oxides', 'literature', '');
    INSERT INTO entry (list_id, compound_id, text, line) VALUES (3, 1, 'MgO', 1);
    INSERT INTO model (id, folder, name, manifest, active, registered_at) VALUES (2, '/m', 'M', '{}', 1, '');
    INSERT INTO score (model_id, compound_id, rmse) VALUES (2, 1, 0.25)`)
  await close()

  const library = await openLibrary(folder)
  const { id: rmse } = library.activeModel('rmse')!
  expect(library.scores(rmse, [1 as never])).toEqual(new Map([[1, 0.25]]))
  expect(library.activeModel('stability')).toBeUndefined()
  const { id: stability } = library.registerModel('stability', '/s', 'S', {})
  library.activateModel(stability)
  expect(library.activeModel('rmse')?.id).toBe(rmse)
  expect(library.activeModel('stability')?.id).toBe(stability)
  await library.close()
})
