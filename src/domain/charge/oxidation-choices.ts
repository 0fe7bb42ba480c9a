import {
  commonOxidationStates,
  type Element,
  elementBySymbol,
  frequentOxidationStates,
  mainOxidationStates,
  reportedOxidationStates,
} from '../elements/index.ts'
import { AnomaliteError } from '../error.ts'

/** A state an element may have in an assignment, and how uncommon that is. */
export interface OxidationChoice {
  readonly charge: number
  /**
   * 0 for the element's most reported state, 1 for another main state of the textbooks, 2 for another frequent
   * one, 4 for any other, and 2 more for a heavy p-block cation with an odd electron (Sb4+, Bi4+, Pb3+).
   */
  readonly cost: number
}

const MAIN_COST = 1
const FREQUENT_COST = 2
const OTHER_COST = 4
const ODD_ELECTRON_COST = 2

/** Oxidation states a person chose per element symbol; they stand in place of the element's own list. */
export type ChosenStates = Readonly<Record<string, readonly number[]>>

/**
 * Which of the known states may be used: all, or the common ones, which are an element's most reported state and
 * other main or frequent ones without an odd electron. An element with uncommon states alone keeps them.
 */
export type StateSelection = 'common' | 'all'

/** By selection, then by symbol: a table of a million compounds asks for them a million times. */
const listed: Readonly<Record<StateSelection, Map<string, readonly OxidationChoice[]>>> = {
  all: new Map(),
  common: new Map(),
}

/**
 * States of an element, common ones first, or empty when none is known: those reported in the ICSD (2024) as
 * far as the element has the electrons for them, or the main states of elements that the ICSD lists lack.
 */
export function oxidationChoices(
  symbol: string,
  chosen: ChosenStates,
  selection: StateSelection = 'all',
): readonly OxidationChoice[] {
  const own = Object.hasOwn(chosen, symbol) ? chosen[symbol] : undefined
  if (own !== undefined) return chosenChoices(symbol, own)
  return knownChoices(symbol, selection)
}

/** A state that is known of an element, and whether it is common. */
export interface KnownState {
  readonly charge: number
  readonly isCommon: boolean
}

/** The known states of an element, common ones first; see {@link StateSelection}. An unknown symbol is an error. */
export function knownStates(symbol: string): readonly KnownState[] {
  return knownChoices(symbol, 'all').map(choice => ({ charge: choice.charge, isCommon: isCommon(choice) }))
}

function isCommon({ cost }: OxidationChoice): boolean {
  return cost < OTHER_COST
}

function knownChoices(symbol: string, selection: StateSelection): readonly OxidationChoice[] {
  const known = listed[selection].get(symbol)
  if (known !== undefined) return known
  const choices = listedChoices(elementBySymbol(symbol)!)
  const common = choices.filter(isCommon)
  const chosen = selection === 'all' || common.length === 0 ? choices : common
  listed[selection].set(symbol, chosen)
  return chosen
}

function chosenChoices(symbol: string, charges: readonly number[]): readonly OxidationChoice[] {
  if (!charges.every(Number.isFinite)) {
    throw new AnomaliteError(
      'charge/invalid-state',
      `A state given for ${symbol} is not a number; write oxidation states as numbers, such as 2 or -1.`,
      { symbol },
    )
  }
  return [...new Set(charges)].map(charge => ({ charge, cost: 0 }))
}

function listedChoices(element: Element): readonly OxidationChoice[] {
  const { symbol } = element
  const reported = new Set([...commonOxidationStates(symbol), ...reportedOxidationStates(symbol)])
  const charges = reported.size > 0 ? [...reported] : mainOxidationStates(symbol)
  return charges
    .filter(charge => hasElectronsFor(element, charge))
    .map(charge => ({ charge, cost: choiceCost(element, charge) }))
    .sort((a, b) => a.cost - b.cost || a.charge - b.charge)
}

/**
 * Whether the valence shell can give or take this charge. The ICSD list holds states that no atom can have,
 * from entries with missing or wrong atoms: Sr4+, Y4+, La4+, Zn3+, Ga4+, N5−.
 */
function hasElectronsFor({ group, block }: Element, charge: number): boolean {
  if (block === 'f') return true
  const valenceElectrons = group === 12 ? 2 : group > 12 ? group - 10 : group
  return charge <= valenceElectrons && (group < 14 || charge >= group - 18)
}

function choiceCost({ symbol, block, period, group }: Element, charge: number): number {
  const hasOddElectron = block === 'p' && period >= 5 && charge > 0 && (group - charge) % 2 !== 0
  const oddCost = hasOddElectron ? ODD_ELECTRON_COST : 0
  if (commonOxidationStates(symbol).includes(charge)) return 0
  if (mainOxidationStates(symbol).includes(charge)) return MAIN_COST + oddCost
  return (frequentOxidationStates(symbol).includes(charge) ? FREQUENT_COST : OTHER_COST) + oddCost
}
