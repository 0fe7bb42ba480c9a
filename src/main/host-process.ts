/** Where the host process begins: the whole application but for its windows, at work for the main process. */
import { dataFolder, openProgram, type Program } from '../host/index.ts'
import { launchesThrough } from './in-host/launch-compute.ts'
import { MainProcess } from './in-host/main-process.ts'
import { channelOver } from './in-host/port-channel.ts'
import { printsThrough } from './in-host/print-to-pdf.ts'

/** A message to the main process leaves in that time. */
const LAST_MESSAGE_MS = 100

const main = new MainProcess(process.parentPort)
let program: Program | null = null

main.on('close', () => {
  // Whatever becomes of the backup, the library is durable as it stands, and the process must end.
  void program?.close().finally(() => process.exit())
  if (!program) process.exit()
})
main.on('connect', (_, port) => {
  if (port) program?.connect(channelOver(port))
})

try {
  program = await openProgram({
    dataFolder: dataFolder(),
    launchCompute: launchesThrough(main),
    printToPdf: printsThrough(main),
  })
  main.tell({ kind: 'ready' })
} catch (error) {
  main.tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  setTimeout(() => process.exit(1), LAST_MESSAGE_MS)
}
