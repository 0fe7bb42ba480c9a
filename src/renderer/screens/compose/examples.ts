/** Compositions to begin with, one for each thing worth seeing: an electrolyte, a perovskite, mixed valence, a dopant. */
export const EXAMPLES = ['Li10GeP2S12', 'BaTiO3', 'Fe3O4', 'YBa2Cu3O7', 'Ca1-xEuxBi2Ta2O9'] as const
