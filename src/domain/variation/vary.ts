import { atomCount, type Composition } from '../composition.ts'
import { canonicalFormula, reducedComposition } from '../formula/index.ts'
import { type Site, sitesOf } from './ionic-site.ts'
import { elementsInStates, relatedElements } from './replacements.ts'
import type { AmountChange, Variation, VariationKind } from './variation.ts'

/** Every kind, in the order in which variations of all kinds are given. */
export const VARIATION_KINDS: readonly VariationKind[] = [
  'swap',
  'compensated-swap',
  'rebalance',
  'amount',
  'doping',
]

/** Shares of an element that doping exchanges. */
const DOPING_SHARES = [0.05, 0.1, 0.2]

/** Elements an element is doped with at most. */
const MOST_DOPANTS = 4

/** Elements of one higher or lower charge that an element is replaced by at most. */
const MOST_ALIOVALENT = 3

/** Atoms of the largest formula whose amounts are changed by single atoms. */
const MOST_ATOMS = 40

/** Most atoms of one element that come or go in a rebalancing or a compensation. */
const LARGEST_STEP = 6

/**
 * Compositions a chemist might try next: see Change for what each kind does. Oxidation states are those of the
 * most likely neutral assignment; without one, elements are replaced by related ones and no charge is kept.
 * Of one kind, variations come in the order of the composition's elements, the most similar replacement first.
 * Each composition comes once, under the first kind that gives it, and never the original. An element alone
 * has no variations.
 */
export function variations(
  composition: Composition,
  kinds: readonly VariationKind[] = VARIATION_KINDS,
): readonly Variation[] {
  if (composition.length < 2) return []
  const sites = sitesOf(composition)
  const seen = new Set([canonicalFormula(composition)])
  return kinds
    .flatMap(kind => VARY[kind](sites))
    .filter(variation => {
      const formula = canonicalFormula(variation.composition)
      if (seen.has(formula)) return false
      seen.add(formula)
      return true
    })
}

const VARY: Readonly<Record<VariationKind, (sites: readonly Site[]) => readonly Variation[]>> = {
  swap: swaps,
  'compensated-swap': compensatedSwaps,
  rebalance: rebalancings,
  amount: amountChanges,
  doping: dopings,
}

function swaps(sites: readonly Site[]): readonly Variation[] {
  return sites.flatMap(site =>
    replacements(site, sites).map(
      (to): Variation => ({
        composition: sites.map(({ symbol, amount }) => ({
          symbol: symbol === site.symbol ? to : symbol,
          amount,
        })),
        change: { kind: 'swap', from: site.symbol, to },
      }),
    ),
  )
}

function dopings(sites: readonly Site[]): readonly Variation[] {
  return sites.flatMap(site =>
    replacements(site, sites)
      .slice(0, MOST_DOPANTS)
      .flatMap(to =>
        DOPING_SHARES.map(
          (share): Variation => ({
            composition: sites.flatMap(({ symbol, amount }) =>
              symbol === site.symbol
                ? [
                    { symbol, amount: tidy(amount * (1 - share)) },
                    { symbol: to, amount: tidy(amount * share) },
                  ]
                : [{ symbol, amount }],
            ),
            change: { kind: 'doping', from: site.symbol, to, share },
          }),
        ),
      ),
  )
}

/** What a site's element may be replaced by without becoming another that the composition already has. */
function replacements({ symbol, states }: Site, sites: readonly Site[]): readonly string[] {
  const all = states.length > 0 ? elementsInStates(symbol, states) : relatedElements(symbol)
  return all.filter(other => !has(sites, other))
}

function compensatedSwaps(sites: readonly Site[]): readonly Variation[] {
  if (!isSmall(sites)) return []
  return sites.flatMap(site => {
    const [state] = site.states
    if (state === undefined || site.states.length > 1) return []
    return [state - 1, state + 1]
      .filter(other => other * state > 0)
      .flatMap(other =>
        elementsInStates(site.symbol, [other])
          .filter(to => !has(sites, to))
          .slice(0, MOST_ALIOVALENT)
          .flatMap(to => compensations(sites, site, to, other - state)),
      )
  })
}

/** Ways to make good `charge` per atom of the site, which `to` takes, by the amount of one other element. */
function compensations(sites: readonly Site[], site: Site, to: string, charge: number): readonly Variation[] {
  return sites.flatMap(other => {
    const [state] = other.states
    if (other === site || state === undefined || other.states.length > 1) return []
    const after = other.amount - (site.amount * charge) / state
    if (after <= 0 || Math.abs(after - other.amount) > LARGEST_STEP) return []
    if (!Number.isInteger(after * 2) && !Number.isInteger(after * 3)) return []
    return [
      {
        composition: reducedComposition(
          sites.map(({ symbol, amount }) => ({
            symbol: symbol === site.symbol ? to : symbol,
            amount: symbol === other.symbol ? after : amount,
          })),
        ),
        change: {
          kind: 'compensated-swap',
          from: site.symbol,
          to,
          compensation: { symbol: other.symbol, before: other.amount, after },
        },
      },
    ]
  })
}

function amountChanges(sites: readonly Site[]): readonly Variation[] {
  if (!isSmall(sites)) return []
  return sites.flatMap(({ symbol, amount }) =>
    [amount - 1, amount + 1]
      .filter(after => after > 0)
      .map((after): Variation => {
        const change: AmountChange = { symbol, before: amount, after }
        return { composition: withAmounts(sites, [change]), change: { kind: 'amount', ...change } }
      }),
  )
}

function rebalancings(sites: readonly Site[]): readonly Variation[] {
  if (!isSmall(sites)) return []
  return sites.flatMap((first, index) =>
    sites.slice(index + 1).flatMap(second => {
      const steps = neutralSteps(first, second)
      if (steps === null) return []
      return [1, -1].flatMap((direction): Variation[] => {
        const changes: readonly [AmountChange, AmountChange] = [
          changedBy(first, steps[0] * direction),
          changedBy(second, steps[1] * direction),
        ]
        if (changes.some(({ after }) => after <= 0)) return []
        return [{ composition: withAmounts(sites, changes), change: { kind: 'rebalance', changes } }]
      })
    }),
  )
}

/** Smallest whole changes of two amounts that leave the charge as it is; null where there are no small ones. */
function neutralSteps(first: Site, second: Site): readonly [number, number] | null {
  const [a] = first.states
  const [b] = second.states
  if (a === undefined || b === undefined || first.states.length > 1 || second.states.length > 1) return null
  for (let step = 1; step <= LARGEST_STEP; step++) {
    const other = (-a * step) / b
    if (Number.isInteger(other)) return Math.abs(other) <= LARGEST_STEP ? [step, other] : null
  }
  return null
}

function changedBy({ symbol, amount }: Site, step: number): AmountChange {
  return { symbol, before: amount, after: amount + step }
}

function withAmounts(sites: readonly Site[], changes: readonly AmountChange[]): Composition {
  return sites.map(({ symbol, amount }) => ({
    symbol,
    amount: changes.find(change => change.symbol === symbol)?.after ?? amount,
  }))
}

function has(sites: readonly Site[], symbol: string): boolean {
  return sites.some(site => site.symbol === symbol)
}

/** Whether single atoms mean something: whole amounts, and not many of them. */
function isSmall(sites: readonly Site[]): boolean {
  return sites.every(({ amount }) => Number.isInteger(amount)) && atomCount(sites) <= MOST_ATOMS
}

/** Without the last bits of a product: 0.6000000000000001 is 0.6. */
function tidy(amount: number): number {
  return Number(amount.toPrecision(12))
}
