import { spawn } from 'node:child_process'
import { type Command, InvalidArgumentError } from 'commander'
import { dataFolder } from '../../host/folders.ts'
import { openProgram } from '../../host/program.ts'
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
      const opened = await openProgram({ dataFolder: dataFolder() })
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
