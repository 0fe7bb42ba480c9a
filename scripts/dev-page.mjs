/**
 * Gives the page by a development server with hot reload, and the host by `anomalite serve` behind it. Run by
 * scripts/dev.mjs, on the Node of set-up. The host itself is not restarted when its sources change: its token would
 * change with it.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { resolveConfig } from 'electron-vite'
import { createServer, mergeConfig } from 'vite'
import { say } from './setup/command.mjs'
import { projectFolder } from './setup/locations.mjs'
import { typeScriptOptions } from './setup/plan.mjs'

const host = await startHost()
const { config } = await resolveConfig({}, 'serve', 'development')
const server = await createServer(
  mergeConfig(config?.renderer ?? {}, {
    server: { host: '127.0.0.1', proxy: { '/socket': toHost(host.origin) } },
  }),
)
await server.listen()
const [address] = server.resolvedUrls?.local ?? []
process.stdout.write(`Open ${new URL(host.search, address).href}\n`)

/** @returns {Promise<URL>} the address that the host prints, its token included */
function startHost() {
  const command = [
    ...typeScriptOptions(process.version),
    join(projectFolder, 'src', 'cli', 'main.ts'),
    'serve',
    '--port',
    '0',
  ]
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] })
  process.on('exit', () => child.kill())
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit())
  child.on('exit', code => {
    say(`the host ended with code ${code}`)
    process.exit(1)
  })
  return new Promise(resolve => {
    createInterface(child.stdout).on('line', line => {
      const address = /http:\/\/\S+token=\S+/.exec(line)?.[0]
      if (address) resolve(new URL(address))
      else process.stdout.write(`${line}\n`)
    })
  })
}

/**
 * The host answers its own page alone, so what comes through the development server says that it is.
 *
 * @param {string} origin
 * @returns {import('vite').ProxyOptions}
 */
function toHost(origin) {
  return {
    target: origin,
    ws: true,
    changeOrigin: true,
    configure: proxy => {
      proxy.on('proxyReqWs', request => request.setHeader('origin', origin))
    },
  }
}
