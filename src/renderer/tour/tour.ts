import { computed, ref } from 'vue'

/** What the tour shows, in order; each stands on the Compose screen as `data-tour`. */
export const TOUR_STEPS = ['table', 'formula', 'score', 'charge', 'lists'] as const

export type TourStep = (typeof TOUR_STEPS)[number]

const place = ref<number | null>(null)

/** The step that is shown; null while there is no tour. */
export const tourStep = computed(() => (place.value === null ? null : TOUR_STEPS[place.value]!))

export function startTour(): void {
  place.value = 0
}

export function endTour(): void {
  place.value = null
}

/** Goes on or back by one step; past the last the tour ends. */
export function moveTour(by: 1 | -1): void {
  const next = (place.value ?? 0) + by
  place.value = next >= TOUR_STEPS.length ? null : Math.max(0, next)
}
