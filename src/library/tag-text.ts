const SEPARATOR = ';'

/** Tags as one cell of a table, parted by semicolons; one with a semicolon or a quotation mark in it is quoted. */
export function tagText(tags: readonly string[]): string {
  const cells = tags.map(tag => (/[;"]/.test(tag) ? `"${tag.replaceAll('"', '""')}"` : tag))
  return cells.join(`${SEPARATOR} `)
}

/** The tags of a cell, each once and in alphabetical order; of tags without space around them `tagText`'s inverse. */
export function tagsOfText(text: string): string[] {
  const parts = text.matchAll(/\s*(?:"((?:[^"]|"")*)"\s*|([^;]*))(?:;|$)/gy)
  const tags = Array.from(parts, ([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain!).trim())
  return [...new Set(tags)].filter(tag => tag !== '').sort()
}
