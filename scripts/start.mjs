import { launch } from './setup/launch.mjs'

await launch('src/cli/main.ts', ['start', ...process.argv.slice(2)])
