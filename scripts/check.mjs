import { runChecks } from './setup/checks.mjs'
import { setUpOrExit } from './setup/launch.mjs'

const failed = await runChecks(await setUpOrExit({ cuda: undefined, retry: false }))
if (failed.length > 0) process.stdout.write(`\nfailed: ${failed.join(', ')}\n`)
process.exit(failed.length > 0 ? 1 : 0)
