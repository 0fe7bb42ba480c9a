import type { Connection } from './database/connection.ts'
import { fromJson } from './database/json.ts'
import type { ReadableLibrary, WritableLibrary } from './library.ts'

type SettingMethods = Pick<ReadableLibrary, 'setting'> & Pick<WritableLibrary, 'setSetting'>

/** The part of a library that remembers what the user chose. */
export function settingsOf(connection: Connection): SettingMethods {
  return {
    setting: name => {
      const row = connection.get<{ value: string }>('SELECT value FROM setting WHERE name = ?', name)
      return row === undefined ? undefined : fromJson(row.value)
    },
    setSetting: (name, value) => {
      connection.run(
        'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        name,
        JSON.stringify(value),
      )
    },
  }
}
