import type { ElementIndex } from '../elements/index.ts'
import type { Stoichiometry } from '../stoichiometry.ts'
import { compositionKey, type Key, openPairKey, openSiteKey } from './keys.ts'
import { appendTo } from './lists.ts'

/** Amounts above it are kept as it: no analog of a compound with two such amounts is known apart from another's. */
const LARGEST_PACKED_AMOUNT = 255

/** Which elements fill a site, or two sites, of known compounds whose other sites are the same. */
export class AnalogTable {
  readonly #fillers = new Map<Key, ElementIndex[]>()
  readonly #pairs = new Map<Key, number[]>()

  add(known: Stoichiometry): void {
    const { elements, amounts } = known
    const key = compositionKey(known)
    for (let i = 0; i < elements.length; i++) {
      const site = { element: elements[i]!, amount: amounts[i]! }
      appendTo(this.#fillers, openSiteKey(key, site.element, site.amount), site.element)
      for (let j = i + 1; j < elements.length; j++) {
        const other = { element: elements[j]!, amount: amounts[j]! }
        appendTo(
          this.#pairs,
          openPairKey(key, site, other),
          site.element | (other.element << 7) | (packed(site.amount) << 14) | (packed(other.amount) << 22),
        )
      }
    }
  }

  /** The elements known on an open site; the key is that of `openSiteKey`. */
  fillers(openSite: Key): readonly ElementIndex[] {
    return this.#fillers.get(openSite) ?? NONE
  }

  /**
   * Calls back with each way in which known compounds fill two open sites of these amounts, the first site's element
   * first. Sites of equal amounts are filled both ways round.
   */
  visitPairs(
    openPair: Key,
    firstAmount: number,
    secondAmount: number,
    visit: (first: ElementIndex, second: ElementIndex) => void,
  ): void {
    const [wantedFirst, wantedSecond] = [packed(firstAmount), packed(secondAmount)]
    for (const pair of this.#pairs.get(openPair) ?? NONE) {
      const a = pair & 127
      const b = (pair >> 7) & 127
      const amountA = (pair >> 14) & 255
      const amountB = (pair >> 22) & 255
      if (amountA === wantedFirst && amountB === wantedSecond) visit(a, b)
      if (amountB === wantedFirst && amountA === wantedSecond) visit(b, a)
    }
  }
}

const NONE: readonly number[] = []

function packed(amount: number): number {
  return Math.min(LARGEST_PACKED_AMOUNT, amount)
}
