import { randomUUID } from 'node:crypto'
import { basename, extname, isAbsolute, resolve } from 'node:path'
import type { OpenedFile } from '../../contract/bridge.ts'
import { LIST_ENDINGS, MODEL_ENDINGS } from '../../contract/file-endings.ts'
import { PROGRAM_ORIGIN } from '../policy/origin.ts'

/** Endings of the files that the program opens: lists, and models in one file. */
const OPENABLE_ENDINGS: readonly string[] = [...LIST_ENDINGS, ...MODEL_ENDINGS]

/** The files among a command line's arguments that the program opens, as absolute paths. */
export function filesAmong(args: readonly string[], folder: string): string[] {
  return args
    .filter(argument => !argument.startsWith('-') && isOpenable(argument))
    .map(argument => (isAbsolute(argument) ? argument : resolve(folder, argument)))
}

export function isOpenable(path: string): boolean {
  return OPENABLE_ENDINGS.includes(extname(path).toLowerCase())
}

/** Files the user opened with the program, until the page fetches them. The page never learns where they lie. */
export class OpenedFiles {
  private readonly paths = new Map<string, string>()

  /** Gives a file a URL under which the page may fetch it once. */
  offer(path: string): OpenedFile {
    const token = randomUUID()
    this.paths.set(token, path)
    return { name: basename(path), url: `${PROGRAM_ORIGIN}/opened/${token}` }
  }

  /** The path behind a token, which is used up by that; undefined for a token that is not, or no longer, good. */
  take(token: string): string | undefined {
    const path = this.paths.get(token)
    this.paths.delete(token)
    return path
  }
}
