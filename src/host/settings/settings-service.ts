import type { Settings } from '../../contract/index.ts'
import { settings as schema } from '../../contract/methods/program.ts'
import type { WritableLibrary } from '../../library/index.ts'

/** What the user chose once, kept in the library. */
export interface SettingsService {
  get(): Settings
  change(change: SettingsChange): Settings
}

/** What is undefined stays as it is. */
export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined }

const DEFAULTS: Settings = {
  theme: 'system',
  language: 'en',
  backend: 'auto',
  oxidationStates: 'common',
  paper: 'A4',
  tourSeen: false,
}

const NAME = 'settings'

export function openSettings(
  library: Pick<WritableLibrary, 'setting' | 'setSetting'>,
  onChange: (settings: Settings) => void,
): SettingsService {
  const get = (): Settings => {
    const stored = library.setting(NAME)
    if (typeof stored !== 'object' || stored === null) return DEFAULTS
    // A choice that an earlier or later version knew and this one does not gives way to the default; the others stay.
    const entries = Object.entries(stored).filter(
      ([name, value]) => name in DEFAULTS && schema.shape[name as keyof Settings].safeParse(value).success,
    )
    return { ...DEFAULTS, ...Object.fromEntries(entries) }
  }
  return {
    get,
    change(change) {
      const chosen = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      const settings = { ...get(), ...chosen }
      library.setSetting(NAME, settings)
      onChange(settings)
      return settings
    },
  }
}
