import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ElectronApplication, _electron as electron } from 'playwright'
import { buildOrExit } from '../../scripts/setup/build.mjs'
import { findElectron, obstacleHere } from '../../scripts/setup/electron.mjs'
import type { ProgramInShell } from './in-each-shell.ts'
import { PATIENCE_MS } from './patience.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))
const binary = findElectron()

/** Why the program's own window cannot be opened here; null where it can. */
export const electronObstacle = binary === null ? 'there is no Electron binary' : obstacleHere()

/** Starts the program in its own window, on a data folder. */
export function launchElectron(dataFolder: string): Promise<ElectronApplication> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env as Record<string, string>
  return electron.launch({
    executablePath: binary!,
    args: [project],
    env: { ...env, ANOMALITE_HOME: dataFolder },
  })
}

/** The whole program in its own window. It has one, so opening another place begins the program anew. */
export async function startInElectron(): Promise<ProgramInShell> {
  await buildOrExit('program', process.execPath)
  const dataFolder = mkdtempSync(join(tmpdir(), 'anomalite-e2e-'))
  let running: ElectronApplication | null = null
  const stop = async () => {
    await running?.close()
    running = null
  }
  return {
    async open(place = 'compose', { colorScheme = null } = {}) {
      await stop()
      running = await launchElectron(dataFolder)
      running.context().setDefaultTimeout(PATIENCE_MS)
      const page = await running.firstWindow()
      await page.emulateMedia({ colorScheme })
      await page.getByRole('navigation', { name: 'Screens' }).waitFor()
      await page.evaluate(asked => {
        location.hash = `#/${asked}`
      }, place)
      return page
    },
    async stop() {
      await stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
