import { join, sep } from 'node:path'
import { isOfOrigin, PROGRAM_ORIGIN } from '../policy/origin.ts'

/** What a URL of the program stands for. */
export type Content =
  | { readonly kind: 'file'; readonly path: string }
  /** A list that the user opened with the program. */
  | { readonly kind: 'opened'; readonly token: string }
  | { readonly kind: 'refused'; readonly status: 400 | 404 }

const PAGE = 'index.html'
const OPENED = /^\/opened\/([0-9a-f-]{36})$/
/** Characters that no file of a build has, and that mean something to one file system or another. */
const UNUSUAL = /[^A-Za-z0-9._/-]/

/**
 * Finds what a URL of the program stands for, within the folder of the built page. The path is decoded once; whatever
 * is then not made of plain names is refused, so that nothing depends on how a file system reads odd ones.
 */
export function contentOf(url: string, folder: string): Content {
  if (!isOfOrigin(url, [PROGRAM_ORIGIN])) return { kind: 'refused', status: 400 }
  const path = decoded(new URL(url).pathname)
  if (path === null || UNUSUAL.test(path)) return { kind: 'refused', status: 400 }
  const token = OPENED.exec(path)?.[1]
  if (token) return { kind: 'opened', token }
  const names = path === '/' || path === '' ? [PAGE] : path.split('/').slice(1)
  if (names.some(name => name === '' || name.startsWith('.') || name.endsWith('.'))) {
    return { kind: 'refused', status: 404 }
  }
  const file = join(folder, ...names)
  // Cannot happen with the names above; it is here so that it stays so.
  if (!file.startsWith(folder + sep)) return { kind: 'refused', status: 404 }
  return { kind: 'file', path: file }
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
