/** A program that trains the run in a folder in a compute process, and says the process's id when the first epoch is done. */
import { startCompute } from '../../../src/engine/index.ts'

const [runFolder, modelFolder] = process.argv.slice(2) as [string, string]
const compute = await startCompute('wasm')
let said = false
const { result } = compute.call(
  'train',
  { runFolder, modelFolder },
  {
    onEvent(event) {
      if ('progress' in event || said) return
      said = true
      process.stdout.write(`${compute.pid}\n`)
    },
  },
)
await result
