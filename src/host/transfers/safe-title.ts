/** A title as the name of a file on any system, without an ending; `usual` where nothing of it can be one. */
export function safeTitle(title: string, usual: string): string {
  const plain = title
    .replaceAll(/[\p{Cc}\\/:*?"<>|]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/[. ]+$/, '')
    .trim()
  return plain === '' ? usual : plain.slice(0, 100)
}
