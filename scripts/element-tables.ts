/**
 * Writes the element and oxidation-state tables of src/domain/elements from public reference tables.
 *
 *   node scripts/element-tables.ts FOLDER
 *
 * FOLDER holds mendeleev_elements.csv (mendeleev, MIT), pymatgen_elements.csv (pymatgen, MIT) and the two
 * smact_oxidation_states_icsd24_*.txt lists (SMACT, MIT). Each output names its sources.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

const folder = process.argv[2]
if (folder === undefined)
  throw new Error('Give the folder of the reference tables: node scripts/element-tables.ts FOLDER')

const target = join(import.meta.dirname, '..', 'src', 'domain', 'elements')

type Row = Record<string, string>

function readTable(name: string): Row[] {
  return parse(readFileSync(join(folder!, name), 'utf8'), { columns: true }) as Row[]
}

function readStates(name: string): Map<string, number[]> {
  const states = new Map<string, number[]>()
  for (const line of readFileSync(join(folder!, name), 'utf8').split('\n')) {
    if (line.startsWith('#') || line.trim() === '') continue
    const [symbol, ...values] = line.trim().split(/\s+/)
    states.set(symbol!, values.map(Number))
  }
  return states
}

const numberOrNull = (text: string | undefined): string => (text ? String(Number(text)) : 'null')

const mendeleev = readTable('mendeleev_elements.csv')
const pymatgen = new Map(readTable('pymatgen_elements.csv').map(row => [row.symbol, row]))

const elementRows = mendeleev.map(row => {
  // The f block has no group number in the source; it belongs below scandium and yttrium.
  const group = row.block === 'f' ? '3' : row.group_id
  const values = [
    `'${row.symbol}'`,
    `'${row.name}'`,
    group,
    row.period,
    `'${row.block}'`,
    numberOrNull(row.atomic_weight),
    numberOrNull(row.en_pauling),
    numberOrNull(pymatgen.get(row.symbol)?.X),
  ]
  return `  [${values.join(', ')}],`
})

writeFileSync(
  join(target, 'element-table.ts'),
  `// Written by scripts/element-tables.ts; do not edit.
// Sources: mendeleev (MIT) for all columns but the last; pymatgen (MIT) for the last.

/** Symbol, name, group, period, block, atomic weight, Pauling electronegativity, and pymatgen's electronegativity. */
export type ElementRow = readonly [
  symbol: string,
  name: string,
  group: number,
  period: number,
  block: 's' | 'p' | 'd' | 'f',
  atomicWeight: number,
  electronegativity: number | null,
  secondElectronegativity: number | null,
]

/** The 118 elements by atomic number, hydrogen first. */
export const ELEMENT_ROWS: readonly ElementRow[] = [
${elementRows.join('\n')}
]
`,
)

const common = readStates('smact_oxidation_states_icsd24_common.txt')
const filtered = readStates('smact_oxidation_states_icsd24_filtered.txt')
const main = new Map(
  mendeleev.map(row => [row.symbol!, row.oxidation_states_main!.split(' ').filter(Boolean).map(Number)]),
)

const earlier = new Map(
  [...pymatgen].map(([symbol, row]) => [
    symbol!,
    row.ICSD_oxidation_states!.split(' ').filter(Boolean).map(Number),
  ]),
)

function stateTable(name: string, description: string, states: Map<string, number[]>): string {
  const rows = mendeleev
    .map(row => row.symbol!)
    .filter(symbol => (states.get(symbol) ?? []).length > 0)
    .map(symbol => `  ${symbol}: [${states.get(symbol)!.join(', ')}],`)
  return `/** ${description} */\nexport const ${name}: Readonly<Record<string, readonly number[]>> = {\n${rows.join('\n')}\n}\n`
}

writeFileSync(
  join(target, 'oxidation-state-table.ts'),
  `// Written by scripts/element-tables.ts; do not edit.
// Sources: SMACT (MIT), lists derived from the ICSD (2024); mendeleev (MIT) for the main states;
// pymatgen (MIT) for the earlier count.

${stateTable('ICSD24_COMMON', 'The one most reported non-zero state of each element in the ICSD (2024), as listed by SMACT.', common)}
${stateTable('ICSD24_FILTERED', 'States reported more than five times in the ICSD (2024), as listed by SMACT: ascending, not by frequency.', filtered)}
${stateTable('MAIN_STATES', 'Main states given in textbooks, as listed by mendeleev: ascending, not by frequency.', main)}
${stateTable('ICSD_EARLIER', 'States in an earlier count of the ICSD, as listed by pymatgen: in no order that means anything.', earlier)}`,
)
