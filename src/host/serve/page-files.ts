import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

/** A file of the page as it goes over HTTP. */
export interface PageFile {
  readonly bytes: Buffer
  readonly contentType: string
}

/**
 * The path of a page's file inside its folder, or null for a URL path that leads out of it, names a hidden file or a
 * kind of file that a page does not have.
 */
export function pagePath(folder: string, urlPath: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  if (!/^\/[\w./@ -]*$/.test(decoded) || decoded.split('/').some(part => part.startsWith('.'))) return null
  const path = normalize(join(folder, decoded === '/' ? 'index.html' : decoded))
  if (!path.startsWith(folder + sep) || !(extname(path) in CONTENT_TYPES)) return null
  return path
}

/** A file of the page, or null where there is none. */
export async function readPageFile(folder: string, urlPath: string): Promise<PageFile | null> {
  const path = pagePath(folder, urlPath)
  if (path === null) return null
  const bytes = await readFile(path).catch(() => null)
  return bytes && { bytes, contentType: CONTENT_TYPES[extname(path)]! }
}
