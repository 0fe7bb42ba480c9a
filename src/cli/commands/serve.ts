import { spawn } from 'node:child_process'
import { type Command, InvalidArgumentError } from 'commander'
import { AnomaliteError } from '../../domain/error.ts'
import { dataFolder } from '../../host/folders.ts'
import { openProgram, type Program } from '../../host/program.ts'
import { serve } from '../../host/serve/serve.ts'
import { type JsonOption, jsonOption } from '../options.ts'
import { printJson, printLine, remark } from '../output.ts'

interface ServeOptions extends JsonOption {
  readonly port: number
  readonly open?: true
}

/** `serve`: the program in a browser. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .summary('Run the program in a browser of this machine')
    .description(
      'Run the program in a browser of this machine, until Ctrl-C.\nOn another machine reach it by a tunnel: ssh -L 8765:127.0.0.1:8765 HOST anomalite serve --port 8765',
    )
    .option('--port <number>', 'port on 127.0.0.1; any that is free otherwise', portNumber, 0)
    .option('--open', 'open the default browser')
    .addOption(jsonOption())
    .action(async ({ port, open, json }: ServeOptions) => {
      const opened = await openOnlyProgram(dataFolder())
      const { address, close } = await serve(opened, { port }).catch(async error => {
        await opened.close()
        throw error
      })
      if (json) printJson({ address })
      else printLine(`Anomalite runs at ${address}`)
      if (open) openBrowser(address)
      if (!json) remark('Ctrl-C ends it.')
      await new Promise<void>(resolve => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
      })
      await close()
      await opened.close()
    })
}

/** Throws what `openProgram` throws; where one is open already, it says how to go on. */
async function openOnlyProgram(folder: string): Promise<Program> {
  try {
    return await openProgram({ dataFolder: folder })
  } catch (error) {
    if (!(error instanceof AnomaliteError) || error.code !== 'library/in-use') throw error
    const message = `Anomalite is open already on ${folder}: go on in its window or browser tab, or close it first, or set ANOMALITE_HOME to another folder.`
    throw new AnomaliteError(error.code, message, error.details, { cause: error })
  }
}

function portNumber(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.')
}

/** Without a browser or a desktop the printed address has to do. */
function openBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '""', address]
        : ['xdg-open', address]
  spawn(command!, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
}
