import { computed, type Ref, ref, watchEffect } from 'vue'
import { themeStyleSheet } from './css-variables.ts'
import { type Scheme, TOKENS } from './tokens.ts'

export type SchemePreference = 'system' | Scheme

const REMEMBERED = 'anomalite.scheme'

const systemIsDark = matchMedia('(prefers-color-scheme: dark)')
const system = ref<Scheme>(systemIsDark.matches ? 'dark' : 'light')
const preference = ref<SchemePreference>(remembered())
const printing = ref(false)

/** The scheme in use: the user's choice, else the system's; light while printing. */
export const scheme: Readonly<Ref<Scheme>> = computed(() => {
  if (printing.value) return 'light'
  return preference.value === 'system' ? system.value : preference.value
})

/** Colours of the scheme in use, for charts and controls that cannot take custom properties. */
export const tokens = computed(() => TOKENS[scheme.value])

/** Puts the user's choice into effect, and keeps it so that the next start shows it before the settings are read. */
export function chooseScheme(choice: SchemePreference): void {
  preference.value = choice
  localStorage.setItem(REMEMBERED, choice)
}

/** Writes the theme's style sheet and follows the system, the user's choice and the printer. Once, at start. */
export function startTheme(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(themeStyleSheet())
  document.adoptedStyleSheets.push(sheet)
  systemIsDark.addEventListener('change', event => {
    system.value = event.matches ? 'dark' : 'light'
  })
  addEventListener('beforeprint', () => {
    printing.value = true
  })
  addEventListener('afterprint', () => {
    printing.value = false
  })
  watchEffect(() => {
    document.documentElement.dataset.scheme = scheme.value
  })
}

function remembered(): SchemePreference {
  const choice = localStorage.getItem(REMEMBERED)
  return choice === 'light' || choice === 'dark' ? choice : 'system'
}
