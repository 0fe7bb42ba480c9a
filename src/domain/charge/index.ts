export { MOST_ASSIGNMENTS } from './assignment-search.ts'
export type { ChargeAssignment, Ion } from './charge-assignment.ts'
export {
  type BalanceOptions,
  balanceCharges,
  type ChargeBalance,
  type ChargeVerdict,
  chargeVerdict,
  describeVerdict,
  NEUTRAL_CHARGE_PER_ATOM,
} from './charge-balance.ts'
export { type ChosenStates, type KnownState, knownStates, type StateSelection } from './oxidation-choices.ts'
