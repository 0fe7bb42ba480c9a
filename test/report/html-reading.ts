const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

/** What a browser shows of a piece of HTML: tags gone, entities resolved, white space as one space. */
export function shownText(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, entity => ENTITIES[entity]!)
    .replace(/\s+/g, ' ')
    .trim()
}

/** Inner HTML of the cells of every body row of the table under a heading. */
export function bodyRows(html: string, heading: string): string[][] {
  const section = html.slice(html.indexOf(`<h2>${heading}`))
  const body = /<tbody>([\s\S]*?)<\/tbody>/.exec(section)?.[1] ?? ''
  return [...body.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell]) => cell!),
  )
}

/** Names of all tags in order, closing ones with their slash. */
export function tagNames(html: string): string[] {
  return [...html.matchAll(/<(\/?[a-z][a-z0-9]*)/gi)].map(([, name]) => name!.toLowerCase())
}
