import type { Component } from 'vue'
import { PLACES, type Place as PlaceName } from '../../contract/places.ts'

const files = import.meta.glob<{ default: Component }>('../screens/*/*Screen.vue')

/** A screen that this build has, and how to load it. */
export interface Place {
  readonly name: PlaceName
  readonly load: () => Promise<{ default: Component }>
}

/** The screens of this build, in the rail's order. */
export const places: readonly Place[] = PLACES.flatMap(name => {
  const load = files[`../screens/${name}/${name[0]!.toUpperCase()}${name.slice(1)}Screen.vue`]
  return load === undefined ? [] : [{ name, load }]
})
