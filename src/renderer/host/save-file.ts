import type { HostClient } from '../../contract/index.ts'

/** Fetches a file that lies with the host and lets the browser save it. It stays there for another time. */
export async function saveFile(
  client: Pick<HostClient, 'call'>,
  file: string,
  fileName: string,
): Promise<void> {
  const url = URL.createObjectURL(new Blob(await fetchPieces(client, file)))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** All pieces of a file that lies with the host, in their order. */
export async function fetchPieces(
  client: Pick<HostClient, 'call'>,
  file: string,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for (let offset = 0; ; ) {
    const piece = await client.call('files.read', { file, offset })
    if (piece.length === 0) return pieces
    pieces.push(piece)
    offset += piece.length
  }
}
