import { onUnmounted, type Ref, ref, watch } from 'vue'

/** Height of a bar, and of what stands above and below the bars in a card, in pixels. */
const BAR = 19
const AROUND = 84

/** Bars shown however little room there is. */
const FEWEST = 6

/** How many bars a card of this height shows without scrolling, the sum of the rest among them. */
export function barsThatFit(cardHeight: number): number {
  return Math.max(FEWEST, Math.floor((cardHeight - AROUND) / BAR))
}

/** The same for a card on screen, as its height changes. */
export function useBarsThatFit(card: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<number>> {
  const bars = ref(FEWEST)
  const observer = new ResizeObserver(() => {
    if (card.value !== null) bars.value = barsThatFit(card.value.offsetHeight)
  })
  watch(card, element => {
    observer.disconnect()
    if (element !== null) observer.observe(element)
  })
  onUnmounted(() => observer.disconnect())
  return bars
}
