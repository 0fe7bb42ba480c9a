/** Whose entries the library shows. */
export type LibraryPlace =
  | { readonly kind: 'all' }
  | { readonly kind: 'list'; readonly list: number }
  | { readonly kind: 'bin' }

/** The place that the parameters of an address name: `list=3`, `in=bin`, or all compounds. */
export function placeOfAddress(address: Readonly<Record<string, unknown>>): LibraryPlace {
  if (address.in === 'bin') return { kind: 'bin' }
  const list = Number(address.list)
  return Number.isInteger(list) && list > 0 ? { kind: 'list', list } : { kind: 'all' }
}

export function addressOfPlace(place: LibraryPlace): Record<string, string> {
  switch (place.kind) {
    case 'all':
      return {}
    case 'list':
      return { list: String(place.list) }
    case 'bin':
      return { in: 'bin' }
  }
}

export function isSamePlace(a: LibraryPlace, b: LibraryPlace): boolean {
  return a.kind === b.kind && (a.kind !== 'list' || b.kind !== 'list' || a.list === b.list)
}
