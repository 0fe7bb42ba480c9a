import { type Command, InvalidArgumentError, Option } from 'commander'
import { DESCRIPTOR_MODES } from '../domain/descriptor/index.ts'
import type { VariableValues } from '../domain/formula/index.ts'
import { BACKEND_NAMES, type BackendName } from '../engine/index.ts'

export interface JsonOption {
  readonly json?: true
}

export interface EngineOption {
  readonly engine: BackendName | 'auto'
}

export interface FormulaOption {
  readonly with: VariableValues
}

export const jsonOption = () => new Option('--json', 'print one JSON document instead of text')

export const engineOption = () =>
  new Option('--engine <name>', 'what computes; auto takes tensorflow where it works')
    .choices(['auto', ...BACKEND_NAMES])
    .default('auto')

export const modelOption = () =>
  new Option('--model <model>', 'id, name or folder of a model (default: the ready model)')

export const stabilityModelOption = () =>
  new Option('--stability-model <model>', 'id, name or folder of a stability model (default: the ready one)')

/** What compositions are scored by. */
export const SCORES = ['rmse', 'stability', 'both'] as const
export type Score = (typeof SCORES)[number]

export interface ScoreOption {
  readonly score: Score
  readonly stabilityModel?: string
}

export const scoreOption = () =>
  new Option('--score <score>', 'reconstruction error, stability score, or both')
    .choices([...SCORES])
    .default('rmse')

export const modeOption = () =>
  new Option('--mode <mode>', 'which definition of the descriptor')
    .choices([...DESCRIPTOR_MODES])
    .default('documented')

const withOption = () =>
  new Option('--with <x=value>', 'a value for a variable in the formulas; may be repeated')
    .argParser((text: string, previous: VariableValues) => {
      const [name, value] = text.split('=')
      if (!name || value === undefined || value.trim() === '' || !Number.isFinite(Number(value))) {
        throw new InvalidArgumentError('Write it as x=0.05.')
      }
      return { ...previous, [name.trim()]: Number(value) }
    })
    .default({}, 'none')

export const maxEnergyOption = () =>
  new Option('--max-energy-above-hull <eV/atom>', 'compositions below it are positives')
    .argParser(positiveNumber)
    .default(0.01)

export function positiveNumber(text: string): number {
  const value = Number(text)
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('It must be a number above 0.')
  return value
}

export function positiveInteger(text: string): number {
  const value = Number(text)
  if (!(Number.isSafeInteger(value) && value > 0)) {
    throw new InvalidArgumentError('It must be a whole number above 0.')
  }
  return value
}

/** For seeds. */
export function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** 32) {
    throw new InvalidArgumentError('It must be a whole number from 0 to 4294967295.')
  }
  return value
}

/** A command that reads formulas given as arguments. */
export function formulaCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('<formula...>', 'such as Li10GeP2S12, "CuSO4·5H2O" or "Ca1-xEuxBi2Ta2O9" --with x=0.05')
    .addOption(withOption())
    .addOption(jsonOption())
}
