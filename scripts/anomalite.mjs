#!/usr/bin/env node
import { launch } from './setup/launch.mjs'

await launch('src/cli/main.ts', process.argv.slice(2))
