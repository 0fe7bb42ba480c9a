import { balanceCharges, type StateSelection } from '../../../../domain/charge/index.ts'
import { parseFormula } from '../../../../domain/formula/index.ts'
import type { Charge } from '../../charge-words.ts'

/** Charge verdicts of formulas, found a few at a time between frames and then known. */
export interface KnownCharges {
  /** The verdict; null while it is not known, which is told once it is. */
  of(formula: string): Charge | null
  /** Gives up what has not been found yet. */
  stop(): void
}

/** Verdicts kept; the one longest known goes first. */
const MOST_KNOWN = 20_000
/** Formulas waited for: more than a few screens of rows scrolled past are not worth finding. */
const MOST_WAITING = 300
/** Longest stretch of work at a time, in milliseconds: a fraction of a frame. */
const SLICE_MS = 4

/**
 * @param later calls back when the page has nothing more urgent to do
 * @param known where verdicts are kept, so that what watches it is told
 */
export function knownCharges(
  selection: StateSelection,
  known: Map<string, Charge>,
  later: (work: () => void) => void,
): KnownCharges {
  // The last to be asked for is on screen: it comes first.
  const waiting = new Set<string>()
  let isScheduled = false

  function find(): void {
    isScheduled = false
    const end = performance.now() + SLICE_MS
    for (const formula of [...waiting].reverse()) {
      waiting.delete(formula)
      const { verdict, chargePerAtom, ...balance } = balanceCharges(parseFormula(formula), { selection })
      const symbols = 'symbols' in balance ? balance.symbols : []
      known.set(formula, { verdict, chargePerAtom, symbols })
      if (performance.now() >= end) break
    }
    for (const oldest of known.keys()) {
      if (known.size <= MOST_KNOWN) break
      known.delete(oldest)
    }
    schedule()
  }

  function schedule(): void {
    if (isScheduled || waiting.size === 0) return
    isScheduled = true
    later(find)
  }

  return {
    of(formula) {
      const charge = known.get(formula)
      if (charge !== undefined) return charge
      waiting.delete(formula)
      waiting.add(formula)
      for (const oldest of waiting) {
        if (waiting.size <= MOST_WAITING) break
        waiting.delete(oldest)
      }
      schedule()
      return null
    },
    stop: () => waiting.clear(),
  }
}
