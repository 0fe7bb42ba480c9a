import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CompositionChange, describeChange } from '../../src/domain/composition-change.ts'
import { canonicalFormula, parseFormula } from '../../src/domain/formula/index.ts'

function inWords(change: CompositionChange): string {
  const round = (amount: number) => String(Number(amount.toPrecision(4)))
  switch (change.kind) {
    case 'substitution':
      return `${change.from} → ${change.to}`
    case 'amount':
      return `${change.symbol} ${round(change.from)} → ${round(change.to)}`
    case 'without':
      return `without ${change.symbol}`
    case 'with':
      return `with ${round(change.amount)} ${change.symbol}`
  }
}

const said = (from: string, to: string) =>
  describeChange(parseFormula(from), parseFormula(to)).map(inWords).join(', ')

describe('how a composition differs from another', () => {
  it.each([
    // One element for another.
    ['Li10GeP2S12', 'Li10SnP2S12', 'Ge → Sn'],
    ['BaTiO3', 'SrTiO3', 'Ba → Sr'],
    // Several: halides and alkali metals among their own, whatever the order.
    ['NaCl', 'KBr', 'Na → K, Cl → Br'],
    ['NaCl', 'BrK', 'Na → K, Cl → Br'],
    ['SrTiO3', 'CaHfO3', 'Sr → Ca, Ti → Hf'],
    // Of equal amounts is not of equal place when the rest is not the same.
    ['NaCl', 'MgO', 'Na → Mg, Cl → O'],
    ['Na2GeSiS4', 'Na2SnAsS4', 'Ge → Sn, Si → As'],
    // Of equal amounts, but no metal stands where an anion did.
    ['Fe3O4', 'Co3F4', 'Fe → Co, O → F'],
    ['FeO2', 'CoF', 'Fe → Co, without O, with 1 F'],
    ['Li10GeP2S12', 'Li10PS12I', 'P 2 → 1, without Ge, with 1 I'],
    // Amounts, on the scale of the first.
    ['Li10GeP2S12', 'Li10GeP2S13', 'S 12 → 13'],
    ['Li5Ge0.5PS6', 'GeLi10P2S13', 'S 6 → 6.5'],
    ['LiCoO2', 'Li0.5CoO2', 'Li 1 → 0.5'],
    // Gone and new.
    ['LiCoO2', 'CoO2', 'without Li'],
    ['CoO2', 'LiCoO2', 'with 1 Li'],
    ['LiCoO2', 'Li2CoNiO4', 'Co 1 → 0.5, with 0.5 Ni'],
    ['LiNi0.8Co0.15Al0.05O2', 'LiNi0.85Co0.15O2', 'Ni 0.8 → 0.85, without Al'],
    ['La0.6Sr0.4CoO3', 'LaCoO3', 'La 0.6 → 1, without Sr'],
    // No two amounts stay on any scale: as both formulas are written.
    ['Fe2O3', 'Fe3O4', 'Fe 2 → 3, O 3 → 4'],
    ['Fe0.5O0.75', 'Fe3O4', 'Fe 0.5 → 0.75, O 0.75 → 1'],
    ['Li3PO4', 'P2O5', 'P 1 → 2, O 4 → 5, without Li'],
    ['Li2O', 'MgO', 'without Li, with 1 Mg'],
    // Elements, and compositions with nothing in common.
    ['Fe', 'Co', 'Fe → Co'],
    ['Fe', 'NaCl', 'Fe → Na, with 1 Cl'],
    // The same composition, however written.
    ['Li10GeP2S12', 'GeLi10P2S12', ''],
    ['Na2Cl2', 'ClNa', ''],
    ['Li1.3Al0.3Ti1.7(PO4)3', 'Al3Li13O120P30Ti17', ''],
  ])('%s to %s: %s', (from, to, words) => {
    expect(said(from, to)).toBe(words)
  })

  const composition = fc
    .uniqueArray(fc.constantFrom('Li', 'Na', 'Mg', 'Al', 'Ti', 'Fe', 'O', 'S', 'Cl'), { minLength: 1 })
    .chain(symbols =>
      fc.tuple(...symbols.map(symbol => fc.integer({ min: 1, max: 12 }).map(amount => ({ symbol, amount })))),
    )

  it('is nothing exactly for the same composition', () => {
    fc.assert(
      fc.property(composition, composition, (from, to) => {
        const isSame = canonicalFormula(from) === canonicalFormula(to)
        expect(describeChange(from, to).length === 0).toBe(isSame)
      }),
    )
  })

  it('carried out on the one gives the other', () => {
    fc.assert(
      fc.property(composition, composition, (from, to) => {
        const amounts = new Map<string, number>(from.map(({ symbol, amount }) => [symbol, amount]))
        const before = new Map(amounts)
        const changes = describeChange(from, to)
        for (const change of changes) {
          if (change.kind === 'substitution') {
            amounts.delete(change.from)
            amounts.set(change.to, before.get(change.from)!)
          } else if (change.kind === 'amount') amounts.set(change.symbol, change.to)
          else if (change.kind === 'without') amounts.delete(change.symbol)
          else amounts.set(change.symbol, change.amount)
        }
        const changed = [...amounts].map(([symbol, amount]) => ({ symbol, amount }))
        expect(canonicalFormula(changed)).toBe(canonicalFormula(to))
      }),
    )
  })
})
