/** Screens in the rail's order; the file of each is `screens/<name>/<Name>Screen.vue`. */
export const PLACES = ['compose', 'screen', 'library', 'ranking', 'models', 'settings'] as const

export type PlaceName = (typeof PLACES)[number]
