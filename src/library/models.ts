import { AnomaliteError } from '../domain/error.ts'
import type { Connection } from './database/connection.ts'
import { fromJson } from './database/json.ts'
import type { ModelId, ReadableLibrary, RegisteredModel, ScoreKind, WritableLibrary } from './library.ts'
import type { Writing } from './writing.ts'

type ModelMethods = Pick<ReadableLibrary, 'models' | 'activeModel'> &
  Pick<WritableLibrary, 'registerModel' | 'activateModel'>

/** The part of a library that knows which model folders there are, and which one of each kind is in use. */
export function modelsOf(writing: Writing): ModelMethods {
  const { connection } = writing
  return {
    models: () => selectModels(connection),
    activeModel: kind => selectModels(connection).find(model => model.active && model.kind === kind),
    registerModel: (kind, folder, name, manifest) =>
      writing.transaction(() => {
        const json = JSON.stringify(manifest)
        // A model that was renamed gives the scores that it gave.
        const known = connection.get<{ id: ModelId; differs: number }>(
          "SELECT id, json_remove(manifest, '$.name') <> json_remove(?, '$.name') AS differs FROM model WHERE folder = ?",
          json,
          folder,
        )
        if (known === undefined) {
          connection.run(
            'INSERT INTO model (kind, folder, name, manifest, active, registered_at) VALUES (?, ?, ?, ?, 0, ?)',
            kind,
            folder,
            name,
            json,
            new Date().toISOString(),
          )
        } else {
          connection.run(
            'UPDATE model SET kind = ?, name = ?, manifest = ? WHERE id = ?',
            kind,
            name,
            json,
            known.id,
          )
          if (known.differs === 1) {
            connection.run('DELETE FROM score WHERE model_id = ?', known.id)
            writing.tell({ kind: 'unscored', model: known.id })
          }
        }
        return selectModels(connection).find(model => model.folder === folder)!
      }),
    activateModel: model => {
      connection.transaction(() => {
        connection.run(
          'UPDATE model SET active = 0 WHERE active = 1 AND kind = (SELECT kind FROM model WHERE id = ?)',
          model,
        )
        const { changes } = connection.run('UPDATE model SET active = 1 WHERE id = ?', model)
        if (changes === 0) {
          const message = `The library has no model with the number ${model}. Choose one that it has.`
          throw new AnomaliteError('library/no-such-model', message, { model })
        }
      })
    },
  }
}

function selectModels(connection: Connection): RegisteredModel[] {
  interface Row {
    readonly id: ModelId
    readonly kind: ScoreKind
    readonly folder: string
    readonly name: string
    readonly manifest: string
    readonly active: number
    readonly registeredAt: string
  }
  const rows = connection.all<Row>(
    `SELECT id, kind, folder, name, manifest, active, registered_at AS registeredAt FROM model ORDER BY id DESC`,
  )
  return rows.map(row => ({ ...row, manifest: fromJson(row.manifest), active: row.active === 1 }))
}
