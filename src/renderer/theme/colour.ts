/** Colour arithmetic on `#rrggbb`: contrast by WCAG 2.2, mixing and lightness by OKLab (Ottosson 2020). */

type Triple = readonly [number, number, number]

/** sRGB channels of `#rrggbb`, each 0…1. */
export function channels(hex: string): Triple {
  if (!/^#[\da-f]{6}$/i.test(hex)) throw new RangeError(`${hex} is not a colour of the form #rrggbb`)
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}

/** Relative luminance, 0 (black) to 1 (white). */
export function luminance(hex: string): number {
  const [r, g, b] = linear(hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast of two colours, 1 to 21; text needs 4.5, marks and borders 3. */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** Whichever of two inks reads better on a background. */
export function readableOn(background: string, dark = '#000000', light = '#ffffff'): string {
  return contrast(background, dark) >= contrast(background, light) ? dark : light
}

/** Lightness and two colour axes of OKLab, in which equal distances look about equal. */
export function oklab(hex: string): Triple {
  const [r, g, b] = linear(hex)
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/** The colour `share` (0…1) of the way from one to another, mixed in OKLab. */
export function mix(from: string, to: string, share: number): string {
  const a = oklab(from)
  const b = oklab(to)
  return fromOklab([0, 1, 2].map(i => a[i]! + (b[i]! - a[i]!) * share) as unknown as Triple)
}

function linear(hex: string): Triple {
  return channels(hex).map(c =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  ) as unknown as Triple
}

function fromOklab([lightness, a, b]: Triple): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return hexOf([
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ])
}

function hexOf(linearChannels: Triple): string {
  return `#${linearChannels
    .map(c => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055))
    .map(c =>
      Math.round(255 * Math.min(1, Math.max(0, c)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
