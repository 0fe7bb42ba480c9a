import { orderKey } from './text-order.ts'

/** Texts whose place is prepared in a piece: some milliseconds. */
const KEYS_AT_ONCE = 20_000

/** Gives each text a number, in the order in which they were met, and knows their alphabetical order. */
export class Codes {
  readonly texts: string[] = []
  private readonly codes = new Map<string, number>()
  private readonly shown: (text: string) => string
  private ranks: Uint32Array = new Uint32Array()
  private keys: string[] = []

  /** @param shown a text as it is shown, where it is kept in another form */
  constructor(shown: (text: string) => string = text => text) {
    this.shown = shown
  }

  /** −1 for a text that was never met. */
  of(text: string): number {
    return this.codes.get(text) ?? -1
  }

  meet(text: string): number {
    const known = this.codes.get(text)
    if (known !== undefined) return known
    const code = this.texts.length
    this.texts.push(text)
    this.codes.set(text, code)
    return code
  }

  /** The place of each code among all, by `orderKey`; texts of one key share it. */
  alphabeticalRanks(): Uint32Array {
    while (this.rankMore());
    return this.ranks
  }

  /** Does a piece of what the alphabetical order takes; false when nothing is left. */
  rankMore(): boolean {
    const { keys, texts } = this
    if (this.ranks.length === texts.length) return false
    for (const text of texts.slice(keys.length, keys.length + KEYS_AT_ONCE)) {
      keys.push(orderKey(this.shown(text)))
    }
    if (keys.length < texts.length) return true
    this.ranks = ranksOfKeys(keys)
    this.keys = []
    return false
  }
}

/** The place of each text among all, by `orderKey`; texts of one key share it. */
export function alphabeticalRanks(texts: readonly string[]): Uint32Array {
  return ranksOfKeys(texts.map(orderKey))
}

function ranksOfKeys(keys: readonly string[]): Uint32Array {
  const order = Uint32Array.from(keys.keys()).sort((a, b) => {
    if (keys[a]! === keys[b]!) return 0
    return keys[a]! < keys[b]! ? -1 : 1
  })
  const ranks = new Uint32Array(keys.length)
  let rank = 0
  order.forEach((code, i) => {
    if (i > 0 && keys[code]! !== keys[order[i - 1]!]!) rank++
    ranks[code] = rank
  })
  return ranks
}
