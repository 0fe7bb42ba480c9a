import { FILE_PIECE_BYTES, type HostClient } from '../../contract/index.ts'

/** Sends a file to the host piece by piece; resolves to its number there. Throws `transfer/too-large`. */
export async function sendFile(
  client: Pick<HostClient, 'call'>,
  content: Blob,
  fileName: string,
  signal: AbortSignal,
): Promise<string> {
  const { file } = await client.call('files.open', { fileName, bytes: content.size }, { signal })
  try {
    for (let offset = 0; offset < content.size; offset += FILE_PIECE_BYTES) {
      const piece = content.slice(offset, offset + FILE_PIECE_BYTES)
      await client.call(
        'files.append',
        { file, bytes: new Uint8Array(await piece.arrayBuffer()) },
        { signal },
      )
    }
    return file
  } catch (error) {
    // What failed is told; that the remains could not be removed adds nothing.
    client.call('files.discard', { file }).catch(() => undefined)
    throw error
  }
}
