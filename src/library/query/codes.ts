/** Gives each text a number, in the order in which they were met, and knows their alphabetical order. */
export class Codes {
  readonly texts: string[] = []
  private readonly codes = new Map<string, number>()
  private ranks = new Uint32Array()

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

  /** The place of each code among all, by the text's code units. */
  alphabeticalRanks(): Uint32Array {
    if (this.ranks.length < this.texts.length) {
      const order = this.texts.map((_, code) => code)
      order.sort((a, b) => (this.texts[a]! < this.texts[b]! ? -1 : 1))
      this.ranks = new Uint32Array(order.length)
      order.forEach((code, place) => {
        this.ranks[code] = place
      })
    }
    return this.ranks
  }
}
