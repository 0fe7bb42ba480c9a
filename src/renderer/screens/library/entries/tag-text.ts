/** Tags as they are typed, parted by commas; each once, in the order of typing. */
export function readTags(text: string): string[] {
  return [...new Set(text.split(',').map(tag => tag.trim().replaceAll(/\s+/g, ' ')))].filter(
    tag => tag !== '',
  )
}

/** What makes the one set of tags of the other. */
export function tagChange(
  before: readonly string[],
  after: readonly string[],
): { addTags: string[]; removeTags: string[] } {
  return {
    addTags: after.filter(tag => !before.includes(tag)),
    removeTags: before.filter(tag => !after.includes(tag)),
  }
}
