import type { ScreeningChoice } from '../../../../contract/index.ts'
import { LAW_G, LAW_K, type SearchSpec } from '../../../../domain/candidates/index.ts'
import { words } from '../../../messages/index.ts'

/** Searches to begin with: the laws of the paper, perovskites, nothing. */
export const PRESETS = ['neutral-oxides', 'oxides', 'perovskites', 'empty'] as const

export type Preset = (typeof PRESETS)[number]

const SAMPLE = { kind: 'sample', count: 50_000, seed: 42 } as const

const one = { least: 1, most: 1 }

/** ABX₃, one element for each place: 1,330 ways, of which the neutral ones are candidates. */
function perovskites(): SearchSpec {
  const { a, b, x } = words.screen.perovskiteRoles
  const charged = (text: string) =>
    text.split(', ').map(part => {
      const [symbol, ...states] = part.split(' ')
      return { symbol: symbol!, states: states.map(Number) }
    })
  return {
    roles: [
      {
        name: a,
        elements: charged('Li 1, Na 1, K 1, Rb 1, Cs 1, Ca 2, Sr 2, Ba 2, Pb 2, Y 3, La 3, Nd 3, Gd 3, Bi 3'),
        distinct: one,
        amounts: one,
      },
      {
        name: b,
        elements: charged(
          'Mg 2, Al 3, Sc 3, Ti 4, V 5, Cr 3, Mn 2 3 4, Fe 2 3, Co 2 3, Ni 2, Cu 2, Zn 2, Ga 3, Ge 2 4, Zr 4, Nb 5, Sn 2 4, Hf 4, Ta 5',
        ),
        distinct: one,
        amounts: one,
      },
      {
        name: x,
        elements: charged('O -2, F -1, Cl -1, Br -1, I -1'),
        distinct: one,
        amounts: { least: 3, most: 3 },
      },
    ],
    charge: { kind: 'neutral' },
    required: [],
    mostAtoms: null,
  }
}

function nothing(): SearchSpec {
  const { cations, anions } = words.screen.roleNames
  const role = (name: string) => ({ name, elements: [], distinct: one, amounts: { least: 1, most: 6 } })
  return { roles: [role(cations), role(anions)], charge: { kind: 'neutral' }, required: [], mostAtoms: null }
}

/** The choice that a preset stands for. */
export function presetChoice(preset: Preset): ScreeningChoice {
  const { name } = words.screen.presets[preset]
  switch (preset) {
    case 'neutral-oxides':
      return { name, search: LAW_K, taken: SAMPLE, score: 'rmse', keep: null }
    case 'oxides':
      return { name, search: LAW_G, taken: SAMPLE, score: 'rmse', keep: null }
    case 'perovskites':
      return { name, search: perovskites(), taken: { kind: 'all' }, score: 'rmse', keep: null }
    case 'empty':
      return { name, search: nothing(), taken: { ...SAMPLE, count: 10_000 }, score: 'rmse', keep: null }
  }
}
