import type { Command } from 'commander'
import { balanceCharges, describeVerdict, type Ion } from '../../domain/charge/index.ts'
import {
  DESCRIPTOR_DIMENSIONS,
  type DescriptorMode,
  describe,
  featureLabels,
  missingProperties,
} from '../../domain/descriptor/index.ts'
import { canonicalFormula, parseFormula } from '../../domain/formula/index.ts'
import { type FormulaOption, formulaCommand, type JsonOption, modeOption } from '../options.ts'
import { errorInPlace, faultText, printJson, printLine, remark, typedError } from '../output.ts'

/** The most common neutral assignments; rarer ones are seldom what is meant. */
const SHOWN_ASSIGNMENTS = 4

/** `describe` and `balance`: what can be said of a formula without a model. */
export function addChemistryCommands(program: Command): void {
  formulaCommand(program, 'describe', 'Print the 1994-feature descriptor of formulas')
    .addOption(modeOption())
    .action((formulas: string[], options: JsonOption & FormulaOption & { mode: DescriptorMode }) => {
      report(
        formulas.map(formula => orError(formula, () => describeFormula(formula, options))),
        options,
        ({ formula, dimensions, nonzero, missing }) => {
          const labels = featureLabels()
          printLine(`${formula}: ${nonzero.length} of ${dimensions} features are not zero`)
          for (const [index, value] of nonzero) printLine(`  ${index}  ${labels[index]}  ${value}`)
          for (const { element, property } of missing) printLine(`  no ${property} for ${element}`)
        },
      )
    })

  formulaCommand(program, 'balance', 'Find oxidation states that make formulas neutral').action(
    (formulas: string[], options: JsonOption & FormulaOption) => {
      report(
        formulas.map(formula => orError(formula, () => balanceFormula(formula, options))),
        options,
        ({ formula, description, assignments }) => {
          printLine(`${formula}: ${description}`)
          for (const { ions } of assignments.slice(0, SHOWN_ASSIGNMENTS)) {
            printLine(`  ${ions.map(ionText).join('  ')}`)
          }
          const rest = assignments.length - SHOWN_ASSIGNMENTS
          if (rest > 0) printLine(`  … and ${rest} less common ones (--json shows all)`)
        },
      )
    },
  )
}

/** `Fe³⁺ × 2`, amounts to four decimals. */
function ionText({ symbol, charge, amount }: Ion): string {
  const digits = Math.abs(charge) === 1 ? '' : String(Math.abs(charge))
  const size = digits.replace(/[\d.]/g, digit => (digit === '.' ? '·' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!))
  const sign = charge > 0 ? '⁺' : charge < 0 ? '⁻' : ''
  return `${symbol}${size}${sign} × ${Number(amount.toFixed(4))}`
}

function describeFormula(
  formula: string,
  { mode, with: variables }: FormulaOption & { mode: DescriptorMode },
) {
  const composition = parseFormula(formula, { variables })
  const nonzero: [index: number, value: number][] = []
  describe(composition, mode).forEach((value, index) => {
    if (value !== 0) nonzero.push([index, value])
  })
  return {
    formula,
    canonical: canonicalFormula(composition),
    mode,
    dimensions: DESCRIPTOR_DIMENSIONS,
    nonzero,
    missing: missingProperties(composition, mode),
  }
}

function balanceFormula(formula: string, { with: variables }: FormulaOption) {
  const composition = parseFormula(formula, { variables })
  const balance = balanceCharges(composition)
  return {
    formula,
    canonical: canonicalFormula(composition),
    description: describeVerdict(balance),
    ...balance,
  }
}

type FormulaResult<T> = T | ReturnType<typeof errorInPlace>

function orError<T>(formula: string, compute: () => T): FormulaResult<T> {
  try {
    return compute()
  } catch (error) {
    return errorInPlace(formula, typedError(error))
  }
}

/** Prints results in the order of the formulas; fails when no formula gave one. */
function report<T extends object>(
  results: readonly FormulaResult<T>[],
  { json }: JsonOption,
  print: (result: T) => void,
): void {
  const isError = (result: FormulaResult<T>): result is ReturnType<typeof errorInPlace> => 'error' in result
  if (json) printJson(results)
  else {
    for (const result of results) {
      if (isError(result)) remark(`${result.formula}: ${faultText(result.error)}`)
      else print(result)
    }
  }
  if (results.every(isError)) process.exitCode = 1
}
