import type { Key } from './keys.ts'

/** Appends a value to the list of a key, which begins with it. */
export function appendTo<T>(lists: Map<Key, T[]>, key: Key, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
