import { type Command, InvalidArgumentError } from 'commander'
import { MOST_WORST, type WorstReconstructions } from '../../contract/index.ts'
import { descriptorBlock } from '../../domain/descriptor/index.ts'
import { electropositiveOrder, formatFormula, parseFormula } from '../../domain/formula/index.ts'
import { dataFolder } from '../../host/folders.ts'
import { findModel } from '../../host/models.ts'
import { heldOutErrorsOf, worstReconstructions } from '../../host/registry/worst-reconstructions.ts'
import { type EngineOption, engineOption, type JsonOption, jsonOption, positiveInteger } from '../options.ts'
import { ProgressLine, percentileText, printJson, printLine, printTable, rmseText } from '../output.ts'
import { interruptible, withCompute } from '../with-compute.ts'

/** Blocks printed; --json gives all. */
const SHOWN_BLOCKS = 10

interface WorstOptions extends JsonOption, EngineOption {
  readonly count: number
}

/** `models worst`: what a model reconstructs worst, and where it errs. */
export function addWorstCommand(models: Command): void {
  models
    .command('worst')
    .summary('List what a model reconstructs worst')
    .description(
      'List the held-out positives that a model reconstructs worst, and in which blocks of the descriptor and pairs of elements its squared error lies, in these and in all.',
    )
    .argument('<model>', 'id, name or folder of a model that gives RMSE')
    .option('--count <n>', `how many, ${MOST_WORST} at most`, countOfWorst, 20)
    .addOption(engineOption())
    .addOption(jsonOption())
    .action(worst)
}

function countOfWorst(text: string): number {
  const count = positiveInteger(text)
  if (count > MOST_WORST) throw new InvalidArgumentError(`It must be ${MOST_WORST} at most.`)
  return count
}

async function worst(reference: string, { count, engine, json }: WorstOptions): Promise<void> {
  const model = await findModel(dataFolder(), reference)
  const progress = new ProgressLine()
  const interruption = interruptible()
  try {
    const errors = await withCompute(engine, compute =>
      heldOutErrorsOf(
        { call: (method, input, steering) => compute.call(method, input, steering).result },
        model,
        {
          signal: interruption.signal,
          onProgress: fraction => progress.show(`reconstructing ${Math.round(100 * fraction)} %`),
        },
      ),
    )
    progress.clear()
    const found = worstReconstructions(model, errors, count)
    if (json) printJson({ model: model.id, ...found })
    else print(found)
  } finally {
    progress.clear()
    interruption.done()
  }
}

function print({ heldOut, worst, shareOfError, blocks, elements }: WorstReconstructions): void {
  if (heldOut === 0) {
    printLine('The model holds out no positives, so there is nothing to judge its reconstructions by.')
    return
  }
  printTable(
    [
      { heading: 'rank', align: 'right' },
      { heading: 'formula', align: 'left' },
      { heading: 'RMSE', align: 'right' },
      { heading: 'percentile', align: 'right' },
      { heading: 'most of it in', align: 'left' },
      { heading: '', align: 'right' },
    ],
    worst.map(({ formula, rmse, percentile, block, blockShare }, i) => [
      String(i + 1),
      formatFormula(electropositiveOrder(parseFormula(formula))),
      rmseText(rmse),
      percentileText(percentile),
      block,
      percentileText(100 * blockShare),
    ]),
  )
  printLine()
  printLine(
    `These ${worst.length} of ${heldOut} held-out positives have ${percentileText(100 * shareOfError)} of the squared error. Where it lies:`,
  )
  printLine()
  const byWorst = blocks.toSorted((a, b) => b.worst - a.worst)
  printShares(
    'block of the descriptor',
    byWorst
      .slice(0, SHOWN_BLOCKS)
      .map(({ label, ...shares }) => ({ name: `${label} (${descriptorBlock(label).meaning})`, ...shares })),
  )
  printLine()
  printShares(
    'elements',
    elements
      .toSorted((a, b) => b.worst - a.worst)
      .filter(({ worst, all }) => worst + all > 0)
      .map(({ kind, ...shares }) => ({ name: kindText(kind), ...shares })),
  )
}

function printShares(heading: string, shares: readonly { name: string; worst: number; all: number }[]): void {
  printTable(
    [
      { heading, align: 'left' },
      { heading: 'of the worst', align: 'right' },
      { heading: 'of all', align: 'right' },
    ],
    shares.map(({ name, worst, all }) => [name, percentileText(100 * worst), percentileText(100 * all)]),
  )
}

function kindText(kind: WorstReconstructions['elements'][number]['kind']): string {
  if (kind === null) return 'no element: expected, and not there'
  return kind.b === null ? `${kind.a} alone` : `${kind.a} with ${kind.b}`
}
