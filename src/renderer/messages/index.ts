import { shallowReactive } from 'vue'
import { en } from './en/index.ts'
import { currentLanguage, type Language } from './language.ts'

export * from './format.ts'
export type { Language } from './language.ts'

/** All that the window says. Every catalogue has this shape; sentences with values are functions. */
export type Words = typeof en

const catalogues: Readonly<Record<Language, Words>> = { en }

/** The words in the chosen language; reactive, so what is on screen changes with it. */
export const words: Readonly<Words> = shallowReactive({ ...en })

/** Puts the window into another language. */
export function chooseLanguage(language: Language): void {
  currentLanguage.value = language
  Object.assign(words, catalogues[language])
  document.documentElement.lang = language
}
