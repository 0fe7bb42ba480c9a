/**
 * Sets the checkout up and says what there is: `node scripts/setup.mjs [--cuda] [--retry]`.
 * --cuda asks for TensorFlow on an NVIDIA card, --retry tries TensorFlow again after a failure.
 */
import { setUpOrExit } from './setup/launch.mjs'
import { cudaWish } from './setup/plan.mjs'
import { readRecord } from './setup/record.mjs'

const args = process.argv.slice(2)
const unknown = args.find(arg => arg !== '--cuda' && arg !== '--retry')
if (unknown !== undefined) {
  process.stderr.write(`unknown option ${unknown}; known are --cuda and --retry\n`)
  process.exit(2)
}
const nodeFile = await setUpOrExit({ cuda: cudaWish(args, process.env), retry: args.includes('--retry') })
const { tensorflow } = readRecord()
process.stdout.write(`Node        ${nodeFile}\n`)
process.stdout.write(`TensorFlow  ${tensorflow?.ok ? '' : 'none: '}${tensorflow?.reason}\n`)
