import { join } from 'node:path'
import { runToEnd } from './launch.mjs'
import { packagesFolder, projectFolder } from './locations.mjs'

/** The checks that read the code without running it, in the order in which they are run. */
const checks = [
  { name: 'types', file: 'typescript/bin/tsc', args: [] },
  { name: 'types of the page', file: 'vue-tsc/bin/vue-tsc.js', args: ['-p', 'src/renderer', '--noEmit'] },
  { name: 'types of the scripts', file: 'typescript/bin/tsc', args: ['-p', 'scripts'] },
  { name: 'style', file: '@biomejs/biome/bin/biome', args: ['check', '.'] },
  { name: 'direction of imports', file: 'dependency-cruiser/bin/dependency-cruiser.mjs', args: ['src'] },
]

/**
 * Runs them all, for one that fails says nothing about the next.
 *
 * @param {string} nodeFile
 * @returns {Promise<string[]>} the names of those that failed
 */
export async function runChecks(nodeFile) {
  const failed = []
  for (const { name, file, args } of checks) {
    process.stdout.write(`\n— ${name}\n`)
    const { code, signal } = await runToEnd(nodeFile, [join(packagesFolder, file), ...args], {
      cwd: projectFolder,
    })
    if (signal) process.exit(1)
    if (code !== 0) failed.push(name)
  }
  return failed
}
