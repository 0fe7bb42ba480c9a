import type { Command } from 'commander'
import { compareElectronegativity } from '../../domain/elements/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { electropositiveOrder, formatFormula, parseFormula } from '../../domain/formula/index.ts'
import {
  type ChargeReason,
  type Competition,
  type Contributions,
  compositionOf,
  type ElementIndex,
  elementSymbol,
  type SiteAnalogs,
  type Stoichiometry,
} from '../../domain/stability/index.ts'
import { dataFolder } from '../../host/folders.ts'
import { findStabilityModel } from '../../host/models.ts'
import { type ExplainedStability, explainStability } from '../../host/stability/reasons.ts'
import { loadStability, outsideStabilityMessage, stabilityCautions } from '../../host/stability/scoring.ts'
import { type FormulaOption, formulaCommand, type JsonOption, stabilityModelOption } from '../options.ts'
import {
  errorInPlace,
  faultText,
  percentileText,
  printJson,
  printLine,
  remark,
  typedError,
} from '../output.ts'
import { logOddsText } from '../stability-output.ts'

/** So much is shown of each list; --json shows all. */
const SHOWN_ANALOGS = 2
const SHOWN_PHASES = 3
const SHOWN_QUESTIONS = 6
const SHOWN_STATISTICS = 2

/** Contributions below it say nothing. */
const LEAST_LOG_ODDS = 0.005

/** `why`: what speaks for and against a composition. */
export function addWhyCommand(program: Command): void {
  formulaCommand(
    program,
    'why',
    'Say what speaks for and against formulas: known analogs, charges, competing phases, and what each adds to the stability score',
  )
    .summary('Say what a stability score rests on')
    .addOption(stabilityModelOption())
    .action(why)
}

async function why(
  formulas: string[],
  { json, with: variables, stabilityModel }: JsonOption & FormulaOption & { stabilityModel?: string },
): Promise<void> {
  const loaded = await loadStability(await findStabilityModel(dataFolder(), stabilityModel))
  const results = formulas.map(formula => {
    try {
      const [result] = explainStability(loaded, [parseFormula(formula, { variables })])
      if (result!.kind === 'scored') return { formula, explained: result! }
      const { elements } = result!
      throw new AnomaliteError('model/outside', outsideStabilityMessage(result!), { elements })
    } catch (error) {
      return errorInPlace(formula, typedError(error))
    }
  })
  if (json)
    printJson(
      results.map(result => ('error' in result ? result : document(result.formula, result.explained))),
    )
  else {
    for (const result of results) {
      if ('error' in result) remark(`${result.formula}: ${faultText(result.error)}`)
      else print(result.formula, result.explained)
    }
  }
  if (results.every(result => 'error' in result)) process.exitCode = 1
}

function print(formula: string, explained: ExplainedStability): void {
  const { logOdds, percentile, reasons } = explained
  printLine(`${formula}: stability score ${percentileText(percentile)} (log-odds ${logOddsText(logOdds)})`)
  for (const caution of stabilityCautions(explained)) printLine(`  ${caution}`)
  printSection(
    'Known with one element exchanged',
    reasons.analogs.toSorted(byElectropositivity).map(analogText),
  )
  printSection('Oxidation states', [chargeText(reasons.charges)])
  printSection('Competing phases', competitionTexts(explained.representative.compound, reasons.competition))
  printSection('What each question adds to the log-odds', contributionTexts(reasons.contributions))
  printLine()
}

function printSection(heading: string, lines: readonly string[]): void {
  printLine(`  ${heading}`)
  for (const line of lines) printLine(`    ${line}`)
}

/** `La: PrMnO3, NdMnO3 and 14 more (Pr is exchanged for La 21 times as often as by chance)`. */
function analogText({ element, analogs }: SiteAnalogs): string {
  const [best] = analogs
  if (!best) return `${elementSymbol(element)}: none`
  const shown = analogs.slice(0, SHOWN_ANALOGS).map(({ compound }) => formulaText(compound))
  const rest = analogs.length - shown.length
  const more = rest > 0 ? ` and ${rest} more` : ''
  const pair = `${elementSymbol(best.element)} is exchanged for ${elementSymbol(element)}`
  return `${elementSymbol(element)}: ${shown.join(', ')}${more} (${pair} ${liftText(best.lift)})`
}

function liftText(lift: number): string {
  if (lift < 1) return 'less often than by chance'
  return `${lift < 10 ? lift.toFixed(1) : Math.round(lift)} times as often as by chance`
}

function byElectropositivity(a: OfElement, b: OfElement): number {
  return compareElectronegativity(elementSymbol(a.element), elementSymbol(b.element))
}

interface OfElement {
  readonly element: ElementIndex
}

function chargeText(charges: ChargeReason): string {
  switch (charges.kind) {
    case 'not-ionic':
      return 'say nothing here (an intermetallic, an element, or elements without known states)'
    case 'unbalanced':
      return 'no neutral assignment'
    case 'neutral':
      return charges.states
        .toSorted(byElectropositivity)
        .map(
          ({ element, state, probability }) =>
            `${elementSymbol(element)}${stateText(state)} (in ${percentileText(100 * probability)} of such compounds)`,
        )
        .join(', ')
  }
}

/** `²⁺`, `⁻`, `⁰`. */
function stateText(state: number): string {
  const size = Math.abs(state) === 1 ? '' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Math.abs(state)]!
  return `${size}${state > 0 ? '⁺' : state < 0 ? '⁻' : ''}`
}

function competitionTexts({ elements }: Stoichiometry, { phases, mixture }: Competition): string[] {
  if (elements.length < 2) return ['a single element']
  if (phases.length === 0) return ['no other compound of its elements is known']
  const nearest = phases
    .slice(0, SHOWN_PHASES)
    .map(({ compound, distance }) => `${formulaText(compound)} (${distance.toFixed(2)} away)`)
  const rest = phases.length - nearest.length
  const parts = mixture.map(
    ({ compound, share }) => `${percentileText(100 * share)} ${formulaText(compound)}`,
  )
  return [
    `nearest: ${nearest.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    `lies between: ${parts.join(', ')} of the atoms`,
  ]
}

function contributionTexts({ start, questions }: Contributions): string[] {
  const lines = [`${signed(start)}  where every composition of so many elements starts`]
  for (const { asks, logOdds, statistics } of questions.slice(0, SHOWN_QUESTIONS)) {
    lines.push(`${signed(logOdds)}  ${asks}`)
    for (const { statistic, value, logOdds: part } of statistics.slice(0, SHOWN_STATISTICS)) {
      if (Math.abs(part) < LEAST_LOG_ODDS) continue
      lines.push(`         ${signed(part)}  ${statistic.meaning}: ${Number(value.toPrecision(3))}`)
    }
  }
  const others = questions.slice(SHOWN_QUESTIONS).reduce((sum, { logOdds }) => sum + logOdds, 0)
  return [...lines, `${signed(others)}  all other questions`]
}

function signed(logOdds: number): string {
  const text = logOdds.toFixed(2).padStart(5)
  return logOdds < 0 ? text.replace('-', '−') : text.replace(/(?=\d)/, '+')
}

function formulaText(compound: Stoichiometry): string {
  return formatFormula(electropositiveOrder(compositionOf(compound)))
}

/** The same for other programs: names, full lists and numbers. */
function document(formula: string, explained: ExplainedStability) {
  const { canonical, logOdds, percentile, trainedOn, representative, reasons } = explained
  return {
    formula,
    canonical,
    logOdds,
    percentile,
    trainedOn,
    scoredAs: formulaText(representative.compound),
    cautions: stabilityCautions(explained),
    analogs: reasons.analogs.map(({ element, analogs }) => ({
      element: elementSymbol(element),
      analogs: analogs.map(analog => ({
        formula: formulaText(analog.compound),
        element: elementSymbol(analog.element),
        lift: analog.lift,
      })),
    })),
    charges:
      reasons.charges.kind === 'neutral'
        ? {
            kind: 'neutral',
            states: reasons.charges.states.map(of => ({ ...of, element: elementSymbol(of.element) })),
          }
        : reasons.charges,
    phases: reasons.competition.phases.map(({ compound, distance }) => ({
      formula: formulaText(compound),
      distance,
    })),
    mixture: reasons.competition.mixture.map(({ compound, share }) => ({
      formula: formulaText(compound),
      share,
    })),
    start: reasons.contributions.start,
    contributions: reasons.contributions.questions.flatMap(({ statistics }) =>
      statistics.map(({ statistic, value, logOdds: part }) => ({ ...statistic, value, logOdds: part })),
    ),
  }
}
