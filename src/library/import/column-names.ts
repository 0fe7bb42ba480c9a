/** What a column of a list can mean to Anomalite. */
export type ColumnRole = 'formula' | 'externalId' | 'label' | 'note' | 'tags' | 'energyAboveHull'

/** Headings by role, the surest first, as `bareHeading` leaves them. */
const names: Readonly<Record<ColumnRole, readonly string[]>> = {
  formula: [
    'formula',
    'chemicalformula',
    'composition',
    'prettyformula',
    'formulapretty',
    'reducedformula',
    'formulareduced',
    'fullformula',
    'unitcellformula',
    'chemicalcomposition',
    'nominalcomposition',
    'stoichiometry',
    'compoundformula',
    'compound',
    'compounds',
    'formulas',
    'material',
    '化学式',
    '組成',
    '組成式',
  ],
  externalId: [
    'id',
    'materialid',
    'mpid',
    'materialsid',
    'sampleid',
    'entryid',
    'icsdid',
    'codid',
    'sample',
    'samplenumber',
    'sampleno',
    'identifier',
    'number',
    'no',
    'nr',
    '番号',
    '試料番号',
  ],
  label: ['label', 'labels', 'name', 'title', '名前', '名称'],
  note: ['note', 'notes', 'comment', 'comments', 'remark', 'remarks', '備考', 'メモ'],
  tags: ['tags', 'tag', 'keywords', 'タグ'],
  energyAboveHull: [
    'eabovehull',
    'energyabovehull',
    'eabovehullevperatom',
    'energyabovehullevperatom',
    'ehull',
    'eahull',
    'energyabovehullevatom',
    'eabovehullevatom',
    'hulldistance',
    'distancetohull',
    'hullenergy',
  ],
}

/** A heading without its unit, case, spaces and signs: `E above hull (eV/atom)` gives `eabovehull`. */
export function bareHeading(heading: string): string {
  const withoutUnit = heading.normalize('NFKC').replaceAll(/[([].*?[)\]]/g, '')
  return withoutUnit.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** How sure a heading is to name a role: 0 is surest, undefined is not at all. */
export function nameRank(role: ColumnRole, heading: string): number | undefined {
  const rank = names[role].indexOf(bareHeading(heading))
  return rank < 0 ? undefined : rank
}

export function formulaNameRank(heading: string): number | undefined {
  return nameRank('formula', heading)
}

/** Factor from a column's unit to eV per atom: a heading that says meV gives 0.001. */
export function energyFactor(heading: string): number {
  return /\bmeV\b/.test(heading) ? 0.001 : 1
}
