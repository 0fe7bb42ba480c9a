import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { protocol, type Session } from 'electron'
import { PROGRAM_SCHEME } from '../policy/origin.ts'
import { contentOf } from './content-path.ts'
import { headersFor } from './headers.ts'
import type { OpenedFiles } from './opened-files.ts'

/** Makes Chromium treat `app:` as it treats `https:`. Must be called before the program is ready. */
export function announceProgramScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: PROGRAM_SCHEME, privileges }])
}

/** Serves the built page from a folder, and the files that the user opened, under `app://anomalite/`. */
export function serveProgram(session: Session, folder: string, opened: OpenedFiles): void {
  session.protocol.handle(PROGRAM_SCHEME, async ({ url, method }) => {
    if (method !== 'GET' && method !== 'HEAD') return new Response(null, { status: 405 })
    const content = contentOf(url, folder)
    if (content.kind === 'refused') return new Response(null, { status: content.status })
    const path = content.kind === 'file' ? content.path : opened.take(content.token)
    return path === undefined ? new Response(null, { status: 404 }) : respondWith(path)
  })
}

async function respondWith(path: string): Promise<Response> {
  try {
    const file = await stat(path)
    if (!file.isFile()) return new Response(null, { status: 404 })
    const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
    return new Response(body, { headers: { ...headersFor(path), 'content-length': String(file.size) } })
  } catch {
    return new Response(null, { status: 404 })
  }
}
