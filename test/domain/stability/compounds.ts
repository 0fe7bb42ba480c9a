import { parseFormula } from '../../../src/domain/formula/index.ts'
import { queryOf, STATISTICS, statisticsOf } from '../../../src/domain/stability/statistics/index.ts'
import { type Stoichiometry, wholeStoichiometry } from '../../../src/domain/stability/stoichiometry.ts'
import { buildTables, type KnownTables } from '../../../src/domain/stability/tables/index.ts'

export function compound(formula: string): Stoichiometry {
  return wholeStoichiometry(parseFormula(formula))!
}

/** The tables of formulas separated by spaces. */
export function tablesOf(formulas: string): KnownTables {
  return buildTables(formulas.split(' ').map(compound))
}

/** The statistics of a formula by name. */
export function statisticsByName(formula: string, tables: KnownTables): Readonly<Record<string, number>> {
  const values = statisticsOf(queryOf(compound(formula)), tables)
  return Object.fromEntries(STATISTICS.map(({ name }, i) => [name, values[i]!]))
}
