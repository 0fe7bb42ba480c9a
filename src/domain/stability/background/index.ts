import { randomStream } from '../../statistics/index.ts'
import { elementsOf } from '../elements/index.ts'
import { type Stoichiometry, stoichiometry } from '../stoichiometry.ts'
import { buildTables, compositionKey } from '../tables/index.ts'
import { changedAmount, exchangedAmounts, lessOrMore } from './amounts.ts'
import { balancedSwap, neutralSwap, otherNeutralAmounts } from './charge-balanced.ts'
import { backgroundSource, type Corruption, parentOf } from './corruption.ts'
import { anionSplit, popularSplit, similarSplit, twoCationsSplit } from './splits.ts'
import { allSwapped, doubleSwap, lookAlikeSwap, popularSwap, similarSwap, strangeSwap } from './swaps.ts'
import { insertedGuest, union, unionOfSalts } from './unions.ts'

/** All ways to turn a known compound into a background composition, in the order of their numbers. */
const CORRUPTIONS: readonly Corruption[] = [
  similarSwap,
  strangeSwap,
  doubleSwap,
  changedAmount,
  exchangedAmounts,
  allSwapped,
  similarSplit,
  union,
  otherNeutralAmounts,
  balancedSwap,
  lookAlikeSwap,
  lessOrMore,
  popularSplit,
  twoCationsSplit,
  insertedGuest,
  neutralSwap,
  unionOfSalts,
  anionSplit,
  popularSwap,
]

/** Weight of the corruptions that keep the elements' number, in the model that ranks within it; the others have none. */
const SAME_SIZE_WEIGHTS = new Map<Corruption, number>([
  [similarSwap, 0.22],
  [strangeSwap, 0.33],
  [changedAmount, 0.25],
  [exchangedAmounts, 0.1],
  [allSwapped, 0.1],
])

/** A composition generated from a known compound. */
export interface BackgroundRow {
  readonly composition: Stoichiometry
  /** Place of the compound among the known ones. */
  readonly parent: number
  /** Its corruption, by number. */
  readonly corruption: number
}

const TRIES = 12
const MOST_ELEMENTS = 9
const MOST_ATOMS = 400
const LARGEST_AMOUNT = 200

/**
 * Generates the background that known compounds are told from: of each compound of two or more elements, one
 * composition by each corruption that leads to one within 12 tries. None is a known compound. The same seed gives
 * the same rows, each compound's whatever the others'.
 */
export function* generateBackground(known: readonly Stoichiometry[], seed: number): Generator<BackgroundRow> {
  const sourceFor = backgroundSource(buildTables(known))
  const knownKeys = new Set(known.map(compositionKey))
  for (const [place, compound] of known.entries()) {
    if (compound.elements.length < 2) continue
    const parent = parentOf(compound)
    const source = sourceFor(randomStream(seed + 1_000_003 * (place + 1)))
    for (const [corruption, corrupt] of CORRUPTIONS.entries()) {
      for (let attempt = 0; attempt < TRIES; attempt++) {
        const sites = corrupt(parent, source)
        if (!sites) continue
        const composition = stoichiometry(sites)
        if (!isPlausible(composition) || knownKeys.has(compositionKey(composition))) continue
        yield { composition, parent: place, corruption }
        break
      }
    }
  }
}

function isPlausible({ elements, amounts }: Stoichiometry): boolean {
  if (elements.length < 2 || elements.length > MOST_ELEMENTS) return false
  let atoms = 0
  for (const amount of amounts) {
    if (amount > LARGEST_AMOUNT) return false
    atoms += amount
  }
  return atoms <= MOST_ATOMS
}

const [OXYGEN] = elementsOf('O')

/** Weight of a generated row in the model over all sizes: oxides and larger systems count double. */
export function generalWeight({ elements }: Stoichiometry): number {
  return (elements.includes(OXYGEN!) ? 2 : 1) * (elements.length >= 4 ? 2 : 1)
}

/** Weight of a generated row in the model within one number of elements: oxides count double. */
export function sameSizeWeight({ elements }: Stoichiometry, corruption: number): number {
  const weight = SAME_SIZE_WEIGHTS.get(CORRUPTIONS[corruption]!) ?? 0
  return elements.includes(OXYGEN!) ? 2 * weight : weight
}
