import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { BrowserWindow, session } from 'electron'
import type { PrintRequest } from '../children/messages.ts'

/** A ranking of some thousand rows takes seconds; one of 100,000 takes minutes. */
const LONGEST_MS = 10 * 60_000

/**
 * Prints a page, a file without scripts, into a tagged PDF file, in a hidden window that may load that page and
 * nothing else. Paper, margins and the line with title, page and number of pages are the page's own.
 */
export async function printPage({ page, pdf }: PrintRequest): Promise<void> {
  const url = pathToFileURL(page).href
  const ownSession = session.fromPartition('print')
  ownSession.webRequest.onBeforeRequest(({ url: requested }, decide) => {
    decide({ cancel: !isPartOf(requested) })
  })
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: ownSession, sandbox: true, contextIsolation: true, javascript: false },
  })
  const late = setTimeout(() => window.destroy(), LONGEST_MS)
  try {
    await window.loadURL(url)
    const printed = await window.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    })
    await writeFile(pdf, printed)
  } finally {
    clearTimeout(late)
    if (!window.isDestroyed()) window.destroy()
  }
}

/** Reports are files of the system's folder for temporary files, printed one at a time or side by side. */
function isPartOf(requested: string): boolean {
  return /^file:.*\/anomalite-pdf-[^/]+\/page\.html$/.test(requested) || requested.startsWith('data:')
}
