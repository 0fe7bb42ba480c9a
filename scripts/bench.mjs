import { launch } from './setup/launch.mjs'

await launch('test/bench/main.ts', process.argv.slice(2))
