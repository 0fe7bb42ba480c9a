import type { BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, describe } from 'vitest'
import { startInBrowser } from './program-in-browser.ts'
import { electronObstacle, startInElectron } from './program-in-electron.ts'

/** The whole program before a person. */
export interface ProgramInShell {
  /** Opens a window at a place such as `models`. */
  open(place?: string, options?: Pick<BrowserContextOptions, 'colorScheme'>): Promise<Page>
  stop(): Promise<void>
}

const shells = [
  { where: 'in a browser', start: () => startInBrowser(), obstacle: null },
  { where: 'in its own window', start: startInElectron, obstacle: electronObstacle },
] as const

type Where = (typeof shells)[number]['where']

/**
 * Tells a story in a browser and, where there is an Electron binary, in the program's own window; where there is none,
 * its tests say that they were skipped.
 */
export function inEachShell(tell: (program: ProgramInShell, where: Where) => void): void {
  for (const { where, start, obstacle } of shells) {
    const why = obstacle === null ? '' : ` (skipped: ${obstacle})`
    describe.skipIf(obstacle !== null)(`${where}${why}`, () => {
      let program: ProgramInShell
      beforeAll(async () => {
        program = await start()
      })
      afterAll(() => program?.stop())
      tell({ open: (place, options) => program.open(place, options), stop: () => program.stop() }, where)
    })
  }
}
