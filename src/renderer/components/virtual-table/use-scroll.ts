import { computed, onMounted, onUnmounted, type Ref, shallowRef, watch } from 'vue'
import {
  clampOffset,
  contentHeight,
  offsetShowing,
  type RowWindow,
  rowsPerPage,
  rowWindow,
  type ScrollGeometry,
  scrollRatio,
} from './scroll-mapping.ts'

/** Rows drawn above and below what shows, so that a quick flick meets no blank. */
const BEYOND = 6

/** Keeps the rows of a table in step with its scroll bar. */
export interface TableScroll {
  readonly window: Readonly<Ref<RowWindow>>
  readonly contentHeight: Readonly<Ref<number>>
  /** Where the drawn rows start in the scrollable content, in pixels. */
  readonly rowsTop: Readonly<Ref<number>>
  readonly rowsPerPage: Readonly<Ref<number>>
  /** At least as many as are ever drawn at once: rows that share a place modulo this never meet. */
  readonly mostDrawn: Readonly<Ref<number>>
  /** Width of the upright scroll bar where it takes room, in pixels. */
  readonly scrollBarWidth: Readonly<Ref<number>>
  /** Scrolls no further than needed for a row to show. */
  reveal(index: number): void
  toTop(): void
}

export function useTableScroll(
  scroller: Readonly<Ref<HTMLElement | null>>,
  sizes: Readonly<
    Ref<{ readonly rowCount: number; readonly rowHeight: number; readonly headerHeight: number }>
  >,
): TableScroll {
  const viewportHeight = shallowRef(0)
  const scrollBarWidth = shallowRef(0)
  /** Offset into all rows; the scroll bar may be coarser. */
  const offset = shallowRef(0)
  const scrollTop = shallowRef(0)
  let frame = 0

  const geometry = computed<ScrollGeometry>(() => ({
    rowCount: sizes.value.rowCount,
    rowHeight: sizes.value.rowHeight,
    viewportHeight: viewportHeight.value,
  }))
  const ratio = computed(() => scrollRatio(geometry.value))
  const view = computed<RowWindow>(previous => {
    const next = rowWindow(offset.value, geometry.value, BEYOND)
    const same = previous?.first === next.first && previous.end === next.end
    return same ? previous : next
  })

  function goTo(target: number): void {
    const element = scroller.value
    if (element === null) return
    offset.value = clampOffset(target, geometry.value)
    element.scrollTop = offset.value / ratio.value
    // Browsers round it; what it then is must not be taken for the user's own scrolling.
    scrollTop.value = element.scrollTop
  }

  function onScroll(): void {
    if (frame !== 0) return
    frame = requestAnimationFrame(() => {
      frame = 0
      const element = scroller.value
      if (element === null || Math.abs(element.scrollTop - scrollTop.value) < 1) return
      scrollTop.value = element.scrollTop
      offset.value = clampOffset(element.scrollTop * ratio.value, geometry.value)
    })
  }

  /** Where a pixel of the scroll bar is several of the rows, the wheel still moves rows by its own pixels. */
  function onWheel(event: WheelEvent): void {
    if (ratio.value === 1 || event.ctrlKey || event.shiftKey || event.deltaY === 0) return
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? sizes.value.rowHeight : 1
    goTo(offset.value + event.deltaY * unit)
    event.preventDefault()
  }

  const observer = new ResizeObserver(measure)

  function measure(): void {
    const element = scroller.value
    if (element === null) return
    viewportHeight.value = Math.max(0, element.clientHeight - sizes.value.headerHeight)
    scrollBarWidth.value = element.offsetWidth - element.clientWidth
  }

  onMounted(() => {
    const element = scroller.value!
    observer.observe(element)
    measure()
    element.addEventListener('scroll', onScroll, { passive: true })
    element.addEventListener('wheel', onWheel, { passive: false })
  })
  onUnmounted(() => {
    observer.disconnect()
    cancelAnimationFrame(frame)
  })
  // Fewer rows than before: what showed may be past the end.
  watch(
    geometry,
    now => {
      measure()
      if (offset.value > clampOffset(offset.value, now)) goTo(offset.value)
    },
    { flush: 'post' },
  )

  return {
    window: view,
    contentHeight: computed(() => contentHeight(geometry.value)),
    rowsTop: computed(() => {
      const { rowHeight } = sizes.value
      return ratio.value === 1
        ? view.value.first * rowHeight
        : scrollTop.value - offset.value + view.value.first * rowHeight
    }),
    rowsPerPage: computed(() => rowsPerPage(geometry.value)),
    mostDrawn: computed(() => Math.ceil(viewportHeight.value / sizes.value.rowHeight) + 1 + 2 * BEYOND),
    scrollBarWidth,
    reveal(index) {
      const target = offsetShowing(index, offset.value, geometry.value)
      if (target !== offset.value) goTo(target)
    },
    toTop: () => goTo(0),
  }
}
