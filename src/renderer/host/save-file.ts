import type { HostClient } from '../../contract/index.ts'

/** Fetches a file that lies with the host and hands it to the browser to save. */
export async function saveFile(host: HostClient, file: string, fileName: string): Promise<void> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for (let offset = 0; ; ) {
    const piece = await host.call('files.read', { file, offset })
    if (piece.length === 0) break
    pieces.push(new Uint8Array(piece))
    offset += piece.length
  }
  const address = URL.createObjectURL(new Blob(pieces))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // Only after the browser has taken it up.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
