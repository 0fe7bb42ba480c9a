import interUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'

/** Properties that a picture takes from style sheets and must carry with it. */
const CARRIED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
  'dominant-baseline',
]

/** Room around a chart in a file, in pixels. */
const MARGIN = 12
/** Pixels of a PNG for each of the screen: sharp on paper. */
const PNG_SCALE = 3

/** A chart on screen as a file of its own: SVG text with its styles, its background and its typeface. */
export async function svgText(chart: SVGSVGElement, background: string): Promise<string> {
  const { width, height } = chart.getBoundingClientRect()
  const copy = chart.cloneNode(true) as SVGSVGElement
  const originals = [chart, ...chart.querySelectorAll('*')]
  for (const [index, element] of [copy, ...copy.querySelectorAll<SVGElement>('*')].entries()) {
    const style = getComputedStyle(originals[index]!)
    const carried = CARRIED.map(name => `${name}:${style.getPropertyValue(name)}`)
    element.setAttribute('style', carried.join(';'))
    element.removeAttribute('class')
  }
  const full = { width: width + 2 * MARGIN, height: height + 2 * MARGIN }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(full.width))
  copy.setAttribute('height', String(full.height))
  copy.setAttribute('viewBox', `${-MARGIN} ${-MARGIN} ${full.width} ${full.height}`)
  copy.insertBefore(await typeface(), copy.firstChild)
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  const place = { x: -MARGIN, y: -MARGIN, ...full, fill: background }
  for (const [name, value] of Object.entries(place)) ground.setAttribute(name, String(value))
  copy.insertBefore(ground, copy.firstChild)
  return new XMLSerializer().serializeToString(copy)
}

/** The picture of an SVG file as PNG. */
export async function pngOf(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = new OffscreenCanvas(image.width * PNG_SCALE, image.height * PNG_SCALE)
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await canvas.convertToBlob({ type: 'image/png' })
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Has the browser save a file where the user says. */
export function saveFile(content: Blob, fileName: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

async function typeface(): Promise<SVGStyleElement> {
  const font = await (await fetch(interUrl)).arrayBuffer()
  const bytes = Array.from(new Uint8Array(font), byte => String.fromCharCode(byte)).join('')
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style')
  style.textContent = `@font-face { font-family: Inter; font-weight: 100 900; src: url(data:font/woff2;base64,${btoa(bytes)}) } * { font-family: Inter, sans-serif }`
  return style
}
