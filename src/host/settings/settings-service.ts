import type { Settings } from '../../contract/index.ts'
import { settings as schema } from '../../contract/methods/program.ts'
import type { LibraryService } from '../../library/index.ts'

/** What the user chose once, kept in the library. */
export interface SettingsService {
  get(): Settings
  change(change: SettingsChange): Promise<Settings>
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

export async function openSettings(
  library: Pick<LibraryService, 'setting' | 'setSetting'>,
  onChange: (settings: Settings) => void,
): Promise<SettingsService> {
  let current = settingsOf(await library.setting(NAME))
  return {
    get: () => current,
    async change(change) {
      const chosen = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      current = { ...current, ...chosen }
      const settings = current
      await library.setSetting(NAME, settings)
      onChange(settings)
      return settings
    },
  }
}

/** What was stored, with the default for each choice that an earlier or later version knew and this one does not. */
function settingsOf(stored: unknown): Settings {
  if (typeof stored !== 'object' || stored === null) return DEFAULTS
  const known = Object.entries(stored).filter(
    ([name, value]) => name in DEFAULTS && schema.shape[name as keyof Settings].safeParse(value).success,
  )
  return { ...DEFAULTS, ...Object.fromEntries(known) }
}
