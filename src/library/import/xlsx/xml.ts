import { broken } from './archive.ts'

/** A piece of an XML document. Names come without their prefix. */
export type XmlPiece =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly isEmpty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

const namedEntities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * The tags and texts of a workbook part in order. Document types are refused, and with them all entities but
 * the five of XML, so that nothing can expand or be fetched.
 */
export function* readXml(content: Buffer): Generator<XmlPiece> {
  const xml = decodeXml(content)
  let at = 0
  while (at < xml.length) {
    const open = xml.indexOf('<', at)
    const textEnd = open < 0 ? xml.length : open
    if (textEnd > at) yield { kind: 'text', text: unescapeXml(xml.slice(at, textEnd)) }
    if (open < 0) return
    if (xml.startsWith('<!--', open)) {
      at = endOf(xml, '-->', open)
    } else if (xml.startsWith('<![CDATA[', open)) {
      at = endOf(xml, ']]>', open)
      yield { kind: 'text', text: xml.slice(open + 9, at - 3) }
    } else if (xml.startsWith('<?', open)) {
      at = endOf(xml, '?>', open)
    } else if (xml.startsWith('<!', open)) {
      throw broken('it declares a document type')
    } else {
      at = endOfTag(xml, open)
      yield tag(xml.slice(open + 1, at - 1))
    }
  }
}

const attributePatterns = new Map<string, RegExp>()

/** The value of an attribute (without prefix) of a tag, or undefined. */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = attributePatterns.get(name)
  if (pattern === undefined) {
    pattern = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    attributePatterns.set(name, pattern)
  }
  const match = pattern.exec(attributes)
  if (match === null) return undefined
  return unescapeXml(match[1] ?? match[2]!)
}

function decodeXml(content: Buffer): string {
  const isUtf16 = (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff)
  const encoding = !isUtf16 ? 'utf-8' : content[0] === 0xff ? 'utf-16le' : 'utf-16be'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content)
  } catch (cause) {
    throw broken('its text is not valid Unicode', cause)
  }
}

function tag(inside: string): XmlPiece {
  if (inside.startsWith('/')) return { kind: 'close', name: localName(inside.slice(1).trim()) }
  const isEmpty = inside.endsWith('/')
  const body = isEmpty ? inside.slice(0, -1) : inside
  const space = body.search(/\s/)
  const name = localName(space < 0 ? body : body.slice(0, space))
  return { kind: 'open', name, attributes: space < 0 ? '' : body.slice(space), isEmpty }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function endOf(xml: string, ending: string, from: number): number {
  const end = xml.indexOf(ending, from)
  if (end < 0) throw broken('its XML is cut off')
  return end + ending.length
}

/** Attribute values may hold “>”. */
function endOfTag(xml: string, from: number): number {
  for (let at = from + 1; at < xml.length; at++) {
    const character = xml[at]
    if (character === '>') return at + 1
    if (character === '"' || character === "'") {
      at = xml.indexOf(character, at + 1)
      if (at < 0) break
    }
  }
  throw broken('its XML is cut off')
}

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (_, entity: string) => {
    if (!entity.startsWith('#')) {
      const character = namedEntities[entity]
      if (character === undefined) throw broken(`it uses the unknown entity &${entity};`)
      return character
    }
    const code = entity[1] === 'x' ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1))
    if (!(code <= 0x10ffff)) throw broken(`it uses the impossible character &${entity};`)
    return String.fromCodePoint(code)
  })
}
