/** Something that is known, with what it is called. */
export interface Fact {
  readonly label: string
  /** Below each other. */
  readonly values: readonly string[]
  readonly hint: string | null
}

export function fact(label: string, ...values: readonly string[]): Fact {
  return { label, values, hint: null }
}
