#!/usr/bin/env node
import { buildOrExit } from './setup/build.mjs'
import { launch, setUpOrExit } from './setup/launch.mjs'
import { cudaWish } from './setup/plan.mjs'

const args = process.argv.slice(2)
if (args[0] === 'serve') {
  await buildOrExit('page', await setUpOrExit({ cuda: cudaWish([], process.env), retry: false }))
}
await launch('src/cli/main.ts', args)
