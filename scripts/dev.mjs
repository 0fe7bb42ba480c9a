/**
 * Starts the program with hot reload: in its window where Electron and a display can be had, main process included;
 * else in the browser, with the host beside the development server.
 */
import { join } from 'node:path'
import { environmentFor } from './setup/command.mjs'
import { ensureElectron } from './setup/electron.mjs'
import { become, runToEnd, setUpOrExit } from './setup/launch.mjs'
import { packagesFolder, projectFolder } from './setup/locations.mjs'
import { cudaWish } from './setup/plan.mjs'

const nodeFile = await setUpOrExit({ cuda: cudaWish([], process.env), retry: false })
if (await ensureElectron(nodeFile, { retry: false })) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = environmentFor(nodeFile)
  const cli = join(packagesFolder, 'electron-vite', 'bin', 'electron-vite.js')
  const { code } = await runToEnd(nodeFile, [cli, 'dev', '--watch'], { cwd: projectFolder, env })
  process.exit(code)
}
await become(nodeFile, [join(projectFolder, 'scripts', 'dev-page.mjs')])
