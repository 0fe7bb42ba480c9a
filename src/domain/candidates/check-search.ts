import { elementBySymbol } from '../elements/index.ts'
import { AnomaliteError, type ErrorDetails } from '../error.ts'
import type { ChargeCondition, ChargedElement, Role, SearchSpec, WholeRange } from './search-spec.ts'

/** Largest amount of an element that a search may ask for. */
export const LARGEST_AMOUNT = 1000

/**
 * Throws an {@link AnomaliteError} that names the first thing in a search that cannot be, and what to change:
 * `search/empty`, `search/empty-role`, `search/unknown-element`, `search/element-twice`,
 * `search/invalid-range`, `search/too-few-elements`, `search/required-without-role`,
 * `search/too-many-required`, `search/invalid-state`, `search/cannot-balance`, `search/too-few-atoms`. Its details
 * name the role or the symbol, and for a range the field that it stands in.
 */
export function checkSearch(spec: SearchSpec): void {
  for (const role of spec.roles) checkRole(role)
  if (spec.roles.every(role => role.distinct.most === 0)) {
    throw new AnomaliteError('search/empty', 'No elements are taken from any group; take one at least.')
  }
  checkElements(spec)
  checkRequired(spec)
  checkCharge(spec.charge)
  checkStates(spec)
  checkBalance(spec)
  checkAtoms(spec)
}

/** Elements that may bring a candidate to neutral by their amount; empty for other charge conditions. */
function balancingElements(charge: ChargeCondition): readonly ChargedElement[] {
  return charge.kind === 'balanced' ? charge.by : []
}

function checkRole(role: Role): void {
  const { name, elements, distinct } = role
  if (elements.length === 0) {
    throw new AnomaliteError('search/empty-role', `${name} has no elements; choose some or remove it.`, {
      role: name,
    })
  }
  checkRange(distinct, 0, elements.length, `Number of elements from ${name}`, {
    field: 'distinct',
    role: name,
  })
  checkRange(role.amounts, 1, LARGEST_AMOUNT, `Amounts of ${name}`, { field: 'amounts', role: name })
  for (const { symbol, amounts } of elements) {
    if (amounts === undefined) continue
    checkRange(amounts, 1, LARGEST_AMOUNT, `Amounts of ${symbol}`, { field: 'amounts', symbol })
  }
}

/** `place` goes into the details of the error: the field of a form that the range stands in. */
function checkRange(
  { least, most }: WholeRange,
  lowest: number,
  highest: number,
  what: string,
  place: ErrorDetails,
): void {
  if (!Number.isInteger(least) || !Number.isInteger(most) || least < lowest || least > most) {
    throw new AnomaliteError(
      'search/invalid-range',
      `${what}: ${least} to ${most} is no range; give whole numbers from ${lowest}, the smaller first.`,
      { ...place, least, most },
    )
  }
  if (most > highest) {
    throw new AnomaliteError(
      'search/invalid-range',
      `${what}: at most ${highest} can be taken, ${most} was asked for.`,
      { ...place, least, most },
    )
  }
}

function checkElements({ roles, charge }: SearchSpec): void {
  const seen = new Map<string, string>()
  const groups = [
    ...roles,
    { name: 'the elements that balance the charge', elements: balancingElements(charge) },
  ]
  for (const { name, elements } of groups) {
    for (const { symbol } of elements) {
      if (elementBySymbol(symbol) === undefined) {
        throw new AnomaliteError('search/unknown-element', `${symbol} in ${name} is not an element.`, {
          symbol,
        })
      }
      const other = seen.get(symbol)
      if (other !== undefined) {
        throw new AnomaliteError(
          'search/element-twice',
          `${symbol} is in ${other} and again in ${name}; leave it in one, with all its oxidation states.`,
          { symbol },
        )
      }
      seen.set(symbol, name)
    }
  }
}

function checkRequired({ roles, charge, required }: SearchSpec): void {
  const balancing = balancingElements(charge)
  const symbols = new Set([...roles.flatMap(role => role.elements), ...balancing].map(({ symbol }) => symbol))
  const stray = required.find(symbol => !symbols.has(symbol))
  if (stray !== undefined) {
    throw new AnomaliteError(
      'search/required-without-role',
      `${stray} is required but excluded everywhere; add it to a group or do not require it.`,
      { symbol: stray },
    )
  }
  const parts = [
    ...roles.map(({ name, elements, distinct }) => ({ name, elements, most: distinct.most })),
    { name: 'the elements that balance the charge', elements: balancing, most: 1 },
  ]
  for (const { name, elements, most } of parts) {
    const among = elements.filter(({ symbol }) => required.includes(symbol)).map(({ symbol }) => symbol)
    if (among.length > most) {
      throw new AnomaliteError(
        'search/too-many-required',
        `${among.join(', ')} are all required, but only ${most} of ${name} can be taken together.`,
        { role: name, symbols: among, most },
      )
    }
  }
}

function checkCharge(charge: ChargeCondition): void {
  if (charge.kind === 'balanced' && charge.by.length === 0) {
    throw new AnomaliteError(
      'search/empty-role',
      'No element is there to balance the charge; choose one, such as O.',
      { role: 'balance' },
    )
  }
  if (charge.kind === 'per-atom' && !(charge.least >= 0 && charge.least <= charge.most)) {
    throw new AnomaliteError(
      'search/invalid-range',
      `Charge per atom: ${charge.least} to ${charge.most} is no range; give two sizes from 0, the smaller first.`,
      { field: 'charge-per-atom', least: charge.least, most: charge.most },
    )
  }
}

function checkStates({ roles, charge }: SearchSpec): void {
  if (charge.kind === 'any') return
  for (const { symbol, states } of [...roles.flatMap(role => role.elements), ...balancingElements(charge)]) {
    if (states.length === 0 || !states.every(state => Number.isInteger(state) && state !== 0)) {
      throw new AnomaliteError(
        'search/invalid-state',
        `${symbol} needs one oxidation state or more, each a whole number other than 0.`,
        { symbol },
      )
    }
  }
}

function checkBalance({ roles, charge }: SearchSpec): void {
  if (charge.kind !== 'neutral' && charge.kind !== 'balanced') return
  const taken = roles.filter(role => role.distinct.most > 0).flatMap(role => role.elements)
  const canHave = (elements: readonly ChargedElement[], sign: number) =>
    elements.some(({ states }) => states.some(state => state * sign > 0))
  const opposite = charge.kind === 'balanced' ? charge.by : taken
  const isPossible =
    (canHave(taken, 1) && canHave(opposite, -1)) || (canHave(taken, -1) && canHave(opposite, 1))
  if (isPossible) return
  const missing = canHave(taken, 1) ? 'negative' : 'positive'
  throw new AnomaliteError(
    'search/cannot-balance',
    `Nothing can be neutral: no element has a ${missing} state to balance the others; add one or allow any charge.`,
    { missing },
  )
}

function checkAtoms({ roles, charge, mostAtoms }: SearchSpec): void {
  if (mostAtoms === null) return
  const fewest =
    roles.reduce((sum, role) => sum + role.distinct.least, 0) + (charge.kind === 'balanced' ? 1 : 0)
  if (!Number.isInteger(mostAtoms) || mostAtoms < Math.max(1, fewest)) {
    throw new AnomaliteError(
      'search/too-few-atoms',
      `${mostAtoms} atoms cannot hold the ${fewest} elements each candidate has; allow more atoms or fewer elements.`,
      { mostAtoms, fewest },
    )
  }
}
