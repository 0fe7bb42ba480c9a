import { words } from '../../../messages/index.ts'

/** A name for what comes of a model that no model has yet, whatever the case of its letters. */
export function suggestedName(parent: string, taken: readonly string[]): string {
  const names = new Set(taken.map(name => name.toLowerCase()))
  for (let number = 1; ; number++) {
    const name = words.retraining.suggestedName(parent, number)
    if (!names.has(name.toLowerCase())) return name
  }
}
