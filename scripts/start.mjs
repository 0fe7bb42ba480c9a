/**
 * Starts the program: in a window of its own where Electron and a display can be had, else in the browser.
 * Arguments are files to open.
 */
import { buildOrExit } from './setup/build.mjs'
import { say } from './setup/command.mjs'
import { ensureElectron } from './setup/electron.mjs'
import { launch, runToEnd, setUpOrExit } from './setup/launch.mjs'
import { projectFolder } from './setup/locations.mjs'
import { cudaWish, neverOpened } from './setup/plan.mjs'

const nodeFile = await setUpOrExit({ cuda: cudaWish([], process.env), retry: false })
const electron = await ensureElectron(nodeFile, { retry: false })
if (electron) {
  await buildOrExit('program', nodeFile)
  // Set in the terminals of programs that are Electron themselves; it would make this one a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const started = performance.now()
  const ended = await runToEnd(electron, [projectFolder, ...process.argv.slice(2)], { env })
  if (!neverOpened({ ...ended, lastedMs: performance.now() - started })) process.exit(ended.code)
  say('Electron opened no window, so the program runs in the browser; next time at once: ANOMALITE_WINDOW=0')
}
await buildOrExit('page', nodeFile)
await launch('src/cli/main.ts', ['serve', '--open'])
