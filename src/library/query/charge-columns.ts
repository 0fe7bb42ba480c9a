import { chargeVerdict, type StateSelection } from '../../domain/charge/index.ts'
import { parseFormula } from '../../domain/formula/index.ts'
import { grown } from '../../domain/grown.ts'
import type { CompoundColumns } from './compound-columns.ts'
import { NO_VALUE } from './radix-sort.ts'

/** Compounds looked at in a piece: some ten milliseconds. */
const AT_ONCE = 2000

const NOT_FOUND = 0
const NEUTRAL = 1
/** Keys of charges per atom, which stay below 8, take 21 bits: two digits of a radix sort. */
const KEYS_PER_CHARGE = 2 ** 18
const NOT_IONIC = 2 ** 22 - 2

/** How far charges of compounds are from balance: found once for each, when it is asked for or before. */
export class ChargeColumns {
  private readonly compounds: CompoundColumns
  private readonly states: StateSelection
  private keys = new Uint32Array()
  private looked = 0

  constructor(compounds: CompoundColumns, states: StateSelection) {
    this.compounds = compounds
    this.states = states
  }

  /**
   * What the compound at a position is ordered by: neutral, then ever farther from it, then what is not ionic;
   * NO_VALUE without known oxidation states.
   */
  key(position: number): number {
    this.keys = grown(this.keys, this.compounds.count)
    const known = this.keys[position]!
    if (known !== NOT_FOUND) return known
    const key = keyOf(this.compounds.formulas[position]!, this.states)
    this.keys[position] = key
    return key
  }

  /** Looks at some more of the compounds; false when all have been looked at. */
  findMore(): boolean {
    const end = Math.min(this.looked + AT_ONCE, this.compounds.count)
    while (this.looked < end) this.key(this.looked++)
    return this.looked < this.compounds.count
  }
}

function keyOf(formula: string, states: StateSelection): number {
  const { verdict, chargePerAtom } = chargeVerdict(parseFormula(formula), states)
  switch (verdict) {
    case 'neutral':
      return NEUTRAL
    case 'unbalanced':
      return NEUTRAL + 1 + Math.round(Math.abs(chargePerAtom!) * KEYS_PER_CHARGE)
    case 'not-ionic':
      return NOT_IONIC
    case 'unknown-states':
      return NO_VALUE
  }
}
