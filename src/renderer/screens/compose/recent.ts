import { z } from 'zod'
import type { ChosenStates } from '../../../domain/charge/index.ts'
import { canonicalFormula } from '../../../domain/formula/index.ts'
import { type Composed, type LetterValues, openFormula } from './editing/composed.ts'

/** A composition that was worked on, with all that was chosen for it. */
export interface Recent {
  readonly text: string
  readonly letters: LetterValues
  readonly states: ChosenStates
}

/** Compositions that are remembered. */
export const MOST_RECENT = 12

const stored = z.array(
  z.object({
    text: z.string().max(1000),
    letters: z.record(z.string(), z.number().nullable()),
    states: z.record(z.string(), z.array(z.number())),
  }),
)

/** The compositions before with this one first; spellings of the same composition are one. Unreadable ones stay out. */
export function withRecent(
  recents: readonly Recent[],
  { text, letters, states, ...now }: Composed,
): Recent[] {
  if (now.problem !== null || now.composition.length === 0) return [...recents]
  const canonical = canonicalFormula(now.composition)
  const others = recents.filter(recent => canonicalOf(recent) !== canonical)
  return [{ text, letters, states }, ...others].slice(0, MOST_RECENT)
}

/** What was chosen for a composition the last time it was worked on; null when it is not remembered. */
export function recentOf(recents: readonly Recent[], composed: Composed): Recent | null {
  const canonical = canonicalFormula(composed.composition)
  return recents.find(recent => canonicalOf(recent) === canonical) ?? null
}

function canonicalOf({ text, letters }: Recent): string {
  return canonicalFormula(openFormula(text, letters).composition)
}

/** Reads what was stored; anything else is as good as nothing. */
export function readRecents(json: string | null): Recent[] {
  if (json === null) return []
  try {
    const read = stored.safeParse(JSON.parse(json))
    return read.success ? read.data.slice(0, MOST_RECENT) : []
  } catch {
    return []
  }
}
