/** The screens, in the order of the rail and the menus; the file of each is `screens/<name>/<Name>Screen.vue`. */
export const PLACES = ['compose', 'screen', 'library', 'ranking', 'models', 'studies', 'settings'] as const

export type Place = (typeof PLACES)[number]
