const KEY = 'anomalite.library-details'
/** Width of the window, in pixels, from which the details have room beside the table from the start. */
const ROOMY = 1600

/** Whether the details show, as the user left it. */
export type DetailsState = 'open' | 'closed'

export function rememberedDetails(): DetailsState {
  const kept = localStorage.getItem(KEY)
  if (kept === 'open' || kept === 'closed') return kept
  return innerWidth >= ROOMY ? 'open' : 'closed'
}

export function rememberDetails(state: DetailsState): void {
  localStorage.setItem(KEY, state)
}
