/**
 * Builds the page alone, for `anomalite serve`, by the renderer's part of electron.vite.config.ts. Run by set-up, on
 * the Node of set-up.
 */
import { resolveConfig } from 'electron-vite'
import { build } from 'vite'

process.env.NODE_ENV_ELECTRON_VITE = 'production'
const { config } = await resolveConfig({}, 'build', 'production')
if (!config?.renderer) throw new Error('electron.vite.config.ts has no renderer part')
await build(config.renderer)
