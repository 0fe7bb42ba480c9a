/** Where the host process begins: the whole application but for its windows, at work for the main process. */
import { dataFolder, openProgram } from '../host/index.ts'
import { launchesThrough } from './in-host/launch-compute.ts'
import { MainProcess } from './in-host/main-process.ts'
import { channelOver } from './in-host/port-channel.ts'
import { printsThrough } from './in-host/print-to-pdf.ts'

const main = new MainProcess(process.parentPort)

try {
  const program = await openProgram({
    dataFolder: dataFolder(),
    launchCompute: launchesThrough(main),
    printToPdf: printsThrough(main),
  })
  main.on('connect', (_, port) => {
    if (port) program.connect(channelOver(port))
  })
  main.on('close', () => {
    // Whatever happens to the backup, the library is durable as it stands; the process must end.
    void program.close().finally(() => process.exit())
  })
  main.tell({ kind: 'ready' })
} catch (error) {
  main.tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  // Only after the message has left.
  setTimeout(() => process.exit(1), 100)
}
