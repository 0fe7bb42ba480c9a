/**
 * Sets the checkout up and tests it: types, style, direction of imports, then vitest.
 * With arguments (`npm test -- test/library`) only vitest runs, and gets them.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from './setup/browser.mjs'
import { runChecks } from './setup/checks.mjs'
import { runToEnd, setUpOrExit } from './setup/launch.mjs'
import { packagesFolder, projectFolder } from './setup/locations.mjs'
import { cudaWish, testCounts } from './setup/plan.mjs'

const args = process.argv.slice(2)
const nodeFile = await setUpOrExit({ cuda: cudaWish([], process.env), retry: false })
await ensureBrowser({ retry: false })
const failedChecks = args.length === 0 ? await runChecks(nodeFile) : []

const folder = mkdtempSync(join(tmpdir(), 'anomalite-test-'))
const results = join(folder, 'results.json')
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
const vitest = [join(packagesFolder, 'vitest', 'vitest.mjs'), 'run', ...reporters, ...args]
const { code } = await runToEnd(nodeFile, vitest, { cwd: projectFolder })

if (failedChecks.length > 0) process.stdout.write(`checks that failed: ${failedChecks.join(', ')}\n`)
if (existsSync(results)) {
  const { passed, failed, skipped } = testCounts(JSON.parse(readFileSync(results, 'utf8')))
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`)
}
rmSync(folder, { recursive: true, force: true })
process.exit(code || (failedChecks.length > 0 ? 1 : 0))
