import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AnomaliteError } from '../domain/error.ts'
import { parseFormula } from '../domain/formula/index.ts'
import { openLibrary, type ReadableLibrary, readFormulaList } from '../library/index.ts'
import { fileSource } from './list-file.ts'
import type { RankableLine } from './ranking.ts'

/** The lines of a list and what to call it. */
export interface NamedLines {
  readonly name: string
  readonly lines: readonly RankableLine[]
}

/**
 * The lines of a list: a file's, standard input's (`-`), or those of a list in the library, in this order.
 * Throws `list/unknown` when there is neither, and what reading either throws.
 */
export async function readLines(data: string, reference: string): Promise<NamedLines> {
  if (reference === '-' || existsSync(reference)) {
    const source = await fileSource(reference)
    const list = await readFormulaList(source)
    return { name: source.fileName ?? 'standard input', lines: await Array.fromAsync(list.rows()) }
  }
  // Opening a library makes one: not for a misspelt file name.
  if (!existsSync(join(data, 'library.db'))) throw unknownList(reference)
  const library = await openLibrary(data)
  try {
    return { name: reference, lines: libraryLines(library, reference) }
  } finally {
    await library.close()
  }
}

function libraryLines(library: ReadableLibrary, name: string): RankableLine[] {
  const list = library.lists().find(candidate => candidate.name === name)
  if (!list) throw unknownList(name)
  return Array.from(library.entries(list.id), entry => {
    return entry.compound === null ? entry : { ...entry, composition: parseFormula(entry.text.trim()) }
  })
}

function unknownList(reference: string): AnomaliteError {
  return new AnomaliteError(
    'list/unknown',
    `There is neither a file nor a list in the library named "${reference}". "anomalite lists" shows the lists.`,
    { reference },
  )
}
