const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Foreign text as HTML text, safe between tags and in quoted attributes. Control characters, which HTML
 * drops or forbids, become their visible pictures (U+2400 …); halves of surrogate pairs become U+FFFD.
 */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[&<>"']/g, character => ENTITIES[character]!)
    .replace(/[^\P{Cc}\t\n\r]/gu, controlPicture)
}

function controlPicture(control: string): string {
  const code = control.charCodeAt(0)
  if (code === 0x7f) return '\u2421'
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd'
}

/** Foreign text as a CSS string in a style element: whatever is not a letter, digit or space is a code point. */
export function cssString(text: string): string {
  const escaped = text
    .toWellFormed()
    .replaceAll('\u0000', '\ufffd')
    .replace(/[^\p{L}\p{N} ]/gu, character => `\\${character.codePointAt(0)!.toString(16)} `)
  return `"${escaped}"`
}
