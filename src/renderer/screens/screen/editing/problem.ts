import type { ScreeningChoice } from '../../../../contract/index.ts'
import { checkSearch } from '../../../../domain/candidates/index.ts'
import { AnomaliteError } from '../../../../domain/error.ts'
import { words } from '../../../messages/index.ts'
import { placeOf, type RolePlace } from './role-place.ts'

/** The field of the form that a mistake stands in. */
export type ProblemPlace =
  | { readonly field: 'role-name' | 'elements' | 'distinct' | 'amounts'; readonly role: RolePlace }
  | { readonly field: 'element'; readonly role: RolePlace; readonly symbol: string }
  | { readonly field: 'roles' | 'charge' | 'atoms' | 'taken' | 'name' }

/** Why a choice cannot be run as it is, and where. */
export interface Problem {
  readonly place: ProblemPlace
  readonly message: string
}

/** The first thing in a choice that cannot be; null when it can be counted. */
export function problemOf({ search }: Pick<ScreeningChoice, 'search'>): Problem | null {
  const names = search.roles.map(({ name }) => name.trim())
  const wrong = names.findIndex((name, index) => name === '' || names.indexOf(name) !== index)
  if (wrong >= 0) {
    const message = names[wrong] === '' ? words.screen.roleNeedsName : words.screen.roleNameTaken
    return { place: { field: 'role-name', role: wrong }, message }
  }
  try {
    checkSearch(search)
    return null
  } catch (error) {
    if (!(error instanceof AnomaliteError)) throw error
    return problemIn(search, error)
  }
}

/** An error of a search, also one that the host has sent, with its field. */
export function problemIn(search: ScreeningChoice['search'], error: AnomaliteError): Problem {
  return { place: placeIn(search, error), message: error.message }
}

function placeIn(search: ScreeningChoice['search'], { code, details }: AnomaliteError): ProblemPlace {
  const role = (): RolePlace => {
    const index = search.roles.findIndex(({ name }) => name === details.role)
    return index < 0 ? 'balance' : index
  }
  const symbol = typeof details.symbol === 'string' ? details.symbol : null
  const ofElement = (): ProblemPlace => {
    const place = symbol === null ? null : placeOf(search, symbol)
    return place === null || symbol === null ? { field: 'roles' } : { field: 'element', role: place, symbol }
  }
  switch (code) {
    case 'search/empty-role':
      return { field: 'elements', role: role() }
    case 'search/too-many-required':
      return { field: 'elements', role: role() }
    case 'search/invalid-range':
      if (details.field === 'charge-per-atom') return { field: 'charge' }
      if (symbol !== null) return ofElement()
      return { field: details.field === 'amounts' ? 'amounts' : 'distinct', role: role() }
    case 'search/unknown-element':
    case 'search/element-twice':
    case 'search/invalid-state':
      return ofElement()
    case 'search/cannot-balance':
    case 'search/none':
    case 'search/nothing-found':
      return { field: 'charge' }
    case 'search/too-few-atoms':
      return { field: 'atoms' }
    case 'search/too-many':
      return { field: 'taken' }
    case 'library/list-exists':
      return { field: 'name' }
    default:
      return { field: 'roles' }
  }
}
