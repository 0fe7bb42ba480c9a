import { onMounted, onUnmounted, type Ref, shallowRef } from 'vue'

/** Width of an element in pixels, kept up to date; 0 before it is on screen. */
export function useElementWidth(element: Readonly<Ref<Element | null>>): Readonly<Ref<number>> {
  const width = shallowRef(0)
  const observer = new ResizeObserver(([entry]) => {
    width.value = entry!.contentRect.width
  })
  onMounted(() => {
    width.value = element.value!.getBoundingClientRect().width
    observer.observe(element.value!)
  })
  onUnmounted(() => observer.disconnect())
  return width
}
