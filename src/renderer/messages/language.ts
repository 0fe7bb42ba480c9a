import { shallowRef } from 'vue'

/** Languages that have a catalogue. A new one adds its name here and its folder beside `en`. */
export type Language = 'en'

export const currentLanguage = shallowRef<Language>('en')
