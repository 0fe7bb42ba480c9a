import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RESOURCES_FOLDER } from '../host/folders.ts'

const built = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The built files that lie beside the main process's own, see electron.vite.config.ts. */
export const PRELOAD_FILE = built('../preload/index.cjs')
export const PAGE_FOLDER = built('../renderer')
export const HOST_ENTRY = built('./host-process.js')
export const COMPUTE_ENTRY = built('./compute-process.js')

export const ICON_FILE = join(RESOURCES_FOLDER, 'icons', 'icon.png')
