import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AnomaliteError } from '../../domain/error.ts'
import { writeFileAtomically } from '../../durable/index.ts'
import type { MainProcess } from './main-process.ts'

/**
 * Has the main process print an HTML page to a tagged PDF, in a hidden window. The file appears whole or not at all.
 *
 * @throws AnomaliteError `pdf/not-printed`, `file/not-written`
 */
export type PrintToPdf = (html: string, path: string, paper?: 'A4' | 'Letter') => Promise<void>

/** Page and PDF go by files: a long report as a message would hold the main process up. */
export function printsThrough(main: MainProcess): PrintToPdf {
  const waiting = new Map<number, (problem: string | null) => void>()
  let nextId = 1
  main.on('printed', ({ id, problem }) => {
    waiting.get(id)?.(problem)
    waiting.delete(id)
  })

  return async (html, path, paper = 'A4') => {
    const folder = await mkdtemp(join(tmpdir(), 'anomalite-pdf-'))
    try {
      const request = { page: join(folder, 'page.html'), pdf: join(folder, 'page.pdf') }
      await writeFile(
        request.page,
        html.replace('</head>', `<style>@page { size: ${paper}; }</style></head>`),
      )
      const id = nextId++
      const problem = await new Promise<string | null>(resolve => {
        waiting.set(id, resolve)
        main.tell({ kind: 'print', id, request })
      })
      if (problem !== null) {
        throw new AnomaliteError(
          'pdf/not-printed',
          `The report could not be printed. Print it from the preview, or save it as a page and print it from a browser. ${problem}`,
          { path },
        )
      }
      await writeFileAtomically(path, createReadStream(request.pdf))
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    }
  }
}
