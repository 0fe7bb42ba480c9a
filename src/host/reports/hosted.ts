import { parseFormula } from '../../domain/formula/index.ts'
import { ownCompound } from '../../domain/stability/own-compound.ts'

/** Whether a canonical formula is doped or fractional: a stability model scores another compound in its place. */
export function isHosted(formula: string | null): formula is string {
  return formula !== null && ownCompound(parseFormula(formula)) === null
}
