import type { ChargedElement, SearchSpec } from './search-spec.ts'

const CATIONS_BY_CHARGE: readonly (readonly [charge: number, symbols: string])[] = [
  [2, 'Mg Ca Sr Ba Zn'],
  [3, 'Sc Y La B Al Ga In'],
  [4, 'Ti Zr Hf C Si Ge Sn'],
  [5, 'Nb Ta P As Sb'],
  [6, 'S'],
]

/** The 25 cations of Makino et al. with the one charge each has there. */
export const OXIDE_CATIONS: readonly ChargedElement[] = CATIONS_BY_CHARGE.flatMap(([charge, symbols]) =>
  symbols.split(' ').map(symbol => ({ symbol, states: [charge] })),
)

const OXYGEN: ChargedElement = { symbol: 'O', states: [-2] }

/** Random oxides without charge neutrality (Makino et al., Fig. 3): one to four cations, 1–6 of each, O 1–24. */
export const LAW_G: SearchSpec = {
  roles: [
    {
      name: 'Cations',
      elements: OXIDE_CATIONS,
      distinct: { least: 1, most: 4 },
      amounts: { least: 1, most: 6 },
    },
    {
      name: 'Anions',
      elements: [OXYGEN],
      distinct: { least: 1, most: 1 },
      amounts: { least: 1, most: 24 },
    },
  ],
  charge: { kind: 'any' },
  required: [],
  mostAtoms: null,
}

/** Neutral oxides (Makino et al., Fig. 7 and 8): two to four cations, 1–6 of each, O as neutrality demands. */
export const LAW_K: SearchSpec = {
  roles: [
    {
      name: 'Cations',
      elements: OXIDE_CATIONS,
      distinct: { least: 2, most: 4 },
      amounts: { least: 1, most: 6 },
    },
  ],
  charge: { kind: 'balanced', by: [OXYGEN] },
  required: [],
  mostAtoms: null,
}
