/**
 * Sets the checkout up and says what there is: `node scripts/setup.mjs [--cuda] [--retry]`.
 * --cuda asks for TensorFlow on an NVIDIA card, --retry tries TensorFlow and Electron again after a failure.
 */
import { ensureElectron, obstacleHere } from './setup/electron.mjs'
import { setUpOrExit } from './setup/launch.mjs'
import { cudaWish } from './setup/plan.mjs'
import { readRecord } from './setup/record.mjs'

const args = process.argv.slice(2)
const unknown = args.find(arg => arg !== '--cuda' && arg !== '--retry')
if (unknown !== undefined) {
  process.stderr.write(`unknown option ${unknown}; known are --cuda and --retry\n`)
  process.exit(2)
}
const retry = args.includes('--retry')
const nodeFile = await setUpOrExit({ cuda: cudaWish(args, process.env), retry })
const electron = await ensureElectron(nodeFile, { retry })
const record = readRecord()
const { tensorflow } = record
process.stdout.write(`Node        ${nodeFile}\n`)
process.stdout.write(`TensorFlow  ${tensorflow?.ok ? '' : 'none: '}${tensorflow?.reason}\n`)
process.stdout.write(`Window      ${electron ?? `none: ${obstacleHere() ?? record.electron?.reason}`}\n`)
