/**
 * Writes src/domain/stability/elements/element-constants-table.ts from a table of the elements' constants:
 *
 *   node scripts/stability-elements.ts stability_score_elements.txt
 *
 * A line of it gives symbol, electronegativity (Pauling, mendeleev, MIT), covalent radius, valence electrons and
 * melting point (Magpie, Ward et al. 2016); what follows on the line is found elsewhere in src/domain.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const [, ...lines] = readFileSync(process.argv[2] ?? '', 'utf8')
  .trim()
  .split(/\r?\n/)
const rows = lines.map(line => {
  const [symbol, ...values] = line.trim().split(/\s+/)
  return `  ['${symbol}', ${values.slice(0, 4).map(Number).join(', ')}],`
})
writeFileSync(
  new URL('../src/domain/stability/elements/element-constants-table.ts', import.meta.url),
  `// Written by scripts/stability-elements.ts; do not edit.
// Sources: mendeleev (MIT) for the electronegativity; Magpie (L. Ward et al., npj Comput. Mater. 2, 16028, 2016)
// for the rest. Missing values are filled in: electronegativity 1.3, radius 150 pm, melting point 1000 K.

/** Symbol, electronegativity (Pauling), covalent radius (pm), valence electrons, melting point (K). */
export type ElementConstantsRow = readonly [
  symbol: string,
  electronegativity: number,
  covalentRadiusPm: number,
  valenceElectrons: number,
  meltingPointK: number,
]

/** The 102 elements H–No in order of atomic number. */
export const ELEMENT_CONSTANTS: readonly ElementConstantsRow[] = [
${rows.join('\n')}
]
`,
)
