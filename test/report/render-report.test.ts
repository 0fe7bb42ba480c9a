import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatFormula, parseFormula } from '../../src/domain/formula/index.ts'
import { renderReport, whyWords } from '../../src/report/index.ts'
import { ANALOGS, candidate, EVEN_LOG_ODDS, NETWORK, ranking } from './a-ranking.ts'
import { bodyRows, shownText, tagNames } from './html-reading.ts'

describe('the page', () => {
  const page = renderReport(
    ranking({
      lines: 1204,
      duplicates: 17,
      candidates: [candidate('Li7La3Zr2O12')],
      unread: [{ line: 9, text: 'Xq2O3', message: 'Xq is not an element.', suggestion: '' }],
    }),
  )
  const text = shownText(page)

  it('needs nothing but itself: no script, no address, no outside resource', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|javascript:|https?:|@import|\s(?:src|href|on\w+)=/i)
    for (const [, target] of page.matchAll(/url\(([^)]*)\)/g)) expect(target).toMatch(/^#/)
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
  })

  it('says what was ranked by what, and when in the reader’s time zone', () => {
    expect(text).toContain('electrolytes.csv · ranked by paper network · 24 November 2026 at 00:30')
    expect(page).toContain('<time datetime="2026-11-23T15:30:00.000Z">')
  })

  it('counts the lines of the list', () => {
    const figures = /<dl class="figures">([\s\S]*?)<\/dl>/.exec(page)![1]!
    const counts = [...figures.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, term, n]) => [term, n])
    expect(counts).toEqual([
      ['Lines in the list', '1,204'],
      ['Ranked', '1'],
      ['Duplicates', '17'],
      ['Outside the model', '0'],
      ['Not read', '1'],
    ])
  })

  it('says which lines these are where they are not all, and which have no score yet', () => {
    const selection = 'With Li: 312 of 715 lines'
    const page = shownText(renderReport(ranking({ selection, lines: 312, unscored: 3 })))
    expect(page).toContain(selection)
    expect(page).toContain('Not scored yet3')
    expect(text).not.toContain('Not scored yet')
  })

  it('shows the model card with both conventions of the AUC', () => {
    const card = /<section class="model-card">[\s\S]*?<\/section>/.exec(page)![0]
    const facts = [...card.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, term, value]) => [
      term,
      value,
    ])
    expect(facts).toEqual([
      ['Name', 'paper network'],
      ['Positives trained on', '23,686'],
      ['Positives held out', '10,151'],
      ['AUC, held-out positives', '0.657'],
      ['AUC, all positives*', '0.713'],
      ['Descriptor', 'documented'],
      ['Latent size', '16'],
      ['Epoch', '482'],
      ['Seed', '42'],
      ['Engine', 'tensorflow, CPU'],
    ])
    expect(shownText(card)).toContain('Materials Project, CC BY 4.0')
  })

  it('says that an AUC is missing rather than showing a number', () => {
    const model = { ...NETWORK, aucHeldOut: null, aucAll: null }
    expect(shownText(renderReport(ranking({ model }))).match(/not evaluated/g)).toHaveLength(2)
  })

  it('explains RMSE and percentile and sets no threshold', () => {
    expect(text).toContain(
      'RMSE is the root mean square error with which the model rebuilds a composition’s descriptor',
    )
    expect(text).toContain('There is no absolute threshold')
    expect(text).not.toMatch(/synthesi[sz]able/i)
  })

  it('is the same for the same ranking', () => {
    const input = ranking({ candidates: [candidate('LiCoO2')] })
    expect(renderReport(input)).toBe(renderReport(input))
  })

  it('repeats table heads, splits no row and numbers the pages when printed', () => {
    expect(page).toMatch(/thead \{ display: table-header-group; \}/)
    expect(page).toMatch(/tr \{ break-inside: avoid; \}/)
    expect(page).toContain('content: "Page " counter(page) " of " counter(pages)')
    expect(page).not.toMatch(/@page[^{]*\{[^}]*\bsize:/)
  })
})

describe('the ranked table', () => {
  it('gives formulas subscripts and every column one precision', () => {
    const page = renderReport(
      ranking({
        candidates: [
          candidate('Li10GeP2S12', { rank: 1, score: 0.02345678, percentile: 97.25 }),
          candidate('CsAu', { rank: 2, score: 0.1, percentile: 0, charge: { kind: 'not-ionic' } }),
          candidate('Li1.3Al0.3Ti1.7P3O12', {
            rank: 1000,
            score: 1.5,
            percentile: 0,
            charge: { kind: 'unknown' },
          }),
        ],
      }),
    )
    expect(
      bodyRows(page, 'Ranking').map(([rank, formula, rmse, percentile, , charge]) => [
        rank,
        formula,
        rmse,
        percentile,
        charge,
      ]),
    ).toEqual([
      ['1', 'Li<sub>10</sub>GeP<sub>2</sub>S<sub>12</sub>', '0.0235', '97.3', 'neutral'],
      ['2', 'CsAu', '0.1000', '0.0', 'not ionic'],
      [
        '1,000',
        'Li<sub>1.3</sub>Al<sub>0.3</sub>Ti<sub>1.7</sub>P<sub>3</sub>O<sub>12</sub>',
        '1.5000',
        '0.0',
        'no state known',
      ],
    ])
  })

  it.each([
    { chargePerAtom: 0.125, words: '+0.13 e/atom' },
    { chargePerAtom: -0.5, words: '−0.50 e/atom' },
    { chargePerAtom: 1, words: '+1.00 e/atom' },
  ])('tells an unbalanced charge of $chargePerAtom per atom as $words', ({ chargePerAtom, words }) => {
    const charge = { kind: 'unbalanced', chargePerAtom } as const
    expect(
      bodyRows(renderReport(ranking({ candidates: [candidate('Ba3O', { charge })] })), 'Ranking')[0]![5],
    ).toBe(words)
  })

  it.each([
    { text: 'BaTiO3', repeated: false },
    { text: 'BaTiO₃', repeated: false },
    { text: ' BaTiO3 ', repeated: false },
    { text: 'Ba1Ti1O3', repeated: true },
    { text: 'Ca5(PO4)3F', repeated: true },
  ])('repeats “$text” as written: $repeated', ({ text, repeated }) => {
    const formula = bodyRows(renderReport(ranking({ candidates: [candidate(text)] })), 'Ranking')[0]![1]!
    expect(formula.includes(`<span class="as-written">${text}</span>`)).toBe(repeated)
  })

  it('has columns for identifiers and notes only where the list has them', () => {
    const others = (id: string, note: string) =>
      heads(renderReport(ranking({ candidates: [candidate('LiF'), candidate('NaF', { id, note })] }))).slice(
        6,
      )
    expect(others('', '')).toEqual([])
    expect(others('S-17', '')).toEqual(['Id'])
    expect(others('S-17', '900 °C')).toEqual(['Id', 'Note'])
  })

  it.each([
    { percentile: 97.25, percent: 97 },
    { percentile: 0, percent: 0 },
    { percentile: 100, percent: 100 },
  ])('draws percentile $percentile as a bar of $percent hundredths', ({ percentile, percent }) => {
    const page = renderReport(ranking({ candidates: [candidate('LiF', { percentile })] }))
    expect(page).toContain(`<td class="bar" style="--percent:${percent}"></td>`)
  })

  it('has the columns that are wanted, and of the nearest known compound what makes the candidate into it', () => {
    const nearest = [parseFormula('NaF'), parseFormula('LiF'), null]
    const candidates = nearest.map(known => candidate('LiF', { nearest: known }))
    const rows = (columns: { charge: boolean; nearest: boolean }) =>
      bodyRows(renderReport(ranking({ candidates, columns: { ...columns, why: false } })), 'Ranking').map(
        row => row.slice(5).map(shownText),
      )
    expect(rows({ charge: false, nearest: false })).toEqual([[], [], []])
    expect(rows({ charge: true, nearest: true })).toEqual([
      ['neutral', 'NaFLi → Na'],
      ['neutral', 'LiFthis composition'],
      ['neutral', ''],
    ])
  })

  it('marks what the model was trained on, and explains the mark only then', () => {
    const page = (trainedOn: boolean) =>
      renderReport(ranking({ candidates: [candidate('LiF', { trainedOn })] }))
    expect(bodyRows(page(true), 'Ranking')[0]![1]).toBe('LiF<span class="dagger">†</span>')
    expect(shownText(page(true))).toContain('† The model was trained on this composition')
    expect(shownText(page(false))).not.toContain('†')
  })

  it('says what to do where nothing could be ranked', () => {
    expect(shownText(renderReport(ranking()))).toContain('No line of this list could be ranked.')
  })

  it('holds every one of 20,000 rows', () => {
    const candidates = Array.from({ length: 20_000 }, (_, i) => candidate('LiF', { rank: i + 1 }))
    expect(bodyRows(renderReport(ranking({ candidates })), 'Ranking')).toHaveLength(20_000)
  })
})

describe('lines that are not ranked', () => {
  const problem = {
    line: 1014,
    text: 'Ca1-xEuxBi2Ta2O9',
    message: 'x has no value.',
    suggestion: 'Give x a value.',
  }

  it.each([
    { section: 'Lines that could not be read', given: { unread: [problem] } },
    { section: 'Outside the model', given: { outsideModel: [problem] } },
  ])('are listed under “$section” with line, text, reason and remedy', ({ section, given }) => {
    expect(bodyRows(renderReport(ranking(given)), section)).toEqual([
      ['1,014', 'Ca1-xEuxBi2Ta2O9', 'x has no value.', 'Give x a value.'],
    ])
  })

  it('have no section where there are none', () => {
    const page = renderReport(ranking())
    expect(page).not.toContain('<h2>Lines that could not be read')
    expect(page).not.toContain('<h2>Outside the model')
  })
})

describe('foreign text', () => {
  const withText = (text: string) =>
    renderReport(
      ranking({
        title: text,
        source: text,
        model: { ...NETWORK, name: text, descriptorMode: text, engine: text, attribution: [text] },
        candidates: [{ ...candidate('LiF'), text, id: text, note: text }],
        unread: [{ line: 1, text, message: text, suggestion: text }],
        outsideModel: [{ line: 2, text, message: text, suggestion: text }],
        notes: [text],
      }),
    )

  it.each([
    '<img src=x onerror=alert(1)>',
    '</style><script>alert(1)</script>',
    '"><svg onload=alert(1)>',
    '</title></head><body>',
    "' onmouseover='alert(1)",
    '&lt;b&gt; & \\ } * { color: red }',
    '<!-- ',
  ])('stays text: %s', text => {
    const page = withText(text)
    expect(tagNames(page)).toEqual(tagNames(withText('plain text')))
    expect(bodyRows(page, 'Ranking')[0]!.slice(6).map(shownText)).toEqual([text.trim(), text.trim()])
    expect(shownText(bodyRows(page, 'Lines that could not be read')[0]![1]!)).toBe(text.trim())
  })

  it('never makes a tag, whatever it is', () => {
    const tags = tagNames(withText('plain text'))
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), text => {
        fc.pre(text.trim() !== '' && text.trim() !== 'LiF')
        expect(tagNames(withText(text))).toEqual(tags)
      }),
      { numRuns: 30 },
    )
  })

  it('cannot leave its string in the style sheet', () => {
    const page = withText('a"; } body { display: none } /* \\')
    const footer = /@bottom-left \{ content: "([^"]*)";/.exec(page)![1]!
    expect(footer).toMatch(/^(?:[a-z ]|\\[0-9a-f]+ )*$/)
    expect(footer.startsWith('a\\22 \\3b  \\7d  body \\7b  display\\3a  none')).toBe(true)
  })

  it('shows control characters instead of hiding them', () => {
    expect(bodyRows(withText('Li\u0000F\u001b[2J\u007f'), 'Lines that could not be read')[0]![1]).toBe(
      'Li␀F␛[2J␡',
    )
  })

  it('shows the best so many in the table, and counts and draws all', () => {
    const candidates = ['LiF', 'NaF', 'KF'].map((formula, i) => candidate(formula, { rank: i + 1 }))
    const page = renderReport(ranking({ candidates, limit: 2 }))
    expect(bodyRows(page, 'Ranking')).toHaveLength(2)
    expect(page).toContain('the first 2 of 3')
    expect(page).toMatch(/Distribution of RMSE over 3 candidates/)
  })
})

describe('a ranking by stability score', () => {
  const scale = { model: ANALOGS, reference: EVEN_LOG_ODDS }
  const candidates = [
    candidate('LaMnO3', { rank: 1, score: 2, percentile: 75, trainedOn: true }),
    candidate('CsAu', { rank: 2, score: -3.456, percentile: 6.8 }),
  ]
  const page = renderReport(ranking({ ...scale, candidates }))
  const text = shownText(page)

  it('shows each as a percentile, with its log-odds behind', () => {
    expect(heads(page).slice(0, 5)).toEqual([
      'Rank',
      'Formula',
      'Stability score',
      'Log-odds',
      'Percentile as a bar',
    ])
    expect(bodyRows(page, 'Ranking').map(row => row.slice(2, 4))).toEqual([
      ['75.0', '2.00'],
      ['6.8', '−3.46'],
    ])
  })

  it('says what the score is, and that it is no probability', () => {
    expect(text).toContain('ranked by stability score (known analogs)')
    expect(text).toContain('known stable compounds that score no higher')
    expect(text).toContain('no probability of stability')
    expect(text).toContain('† The model knows this composition as a compound')
    expect(text).not.toContain('RMSE')
  })

  it('has the facts of its model', () => {
    const card = /<section class="model-card">[\s\S]*?<\/section>/.exec(page)![0]
    const facts = [...card.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, ...fact]) => fact)
    expect(facts).toEqual([
      ['Name', 'known analogs'],
      ['Positives fitted on', '27,069'],
      ['Positives held out', '6,768'],
      ['AUC, held-out positives', '0.873'],
      ['AUC, systems held out', '0.860'],
      ['Trees', '450'],
      ['Seed', '42'],
    ])
  })

  it('says what is known with one element exchanged, below each candidate that it is asked of', () => {
    const why = {
      scoredAs: null,
      sites: [
        { element: 'La', count: 16, examples: ['PrMnO3', 'NdMnO3'].map(each => parseFormula(each)) },
        { element: 'Mn', count: 1, examples: [parseFormula('LaCrO3')] },
        { element: 'O', count: 0, examples: [] },
      ],
      between: ['La2O3', 'Mn2O3'].map(each => parseFormula(each)),
      charges: 'unbalanced',
    } as const
    const columns = { charge: true, nearest: false, why: true }
    const explained = renderReport(
      ranking({ ...scale, columns, candidates: [{ ...candidates[0]!, why }, candidates[1]!] }),
    )
    const [row] = explained.match(/<tr class="why">.*?<\/tr>/g)!
    expect(shownText(row)).toBe(
      'PrMnO3, NdMnO3 and 14 more are known with La exchanged; LaCrO3 with Mn; none with O. No neutral assignment of charges.',
    )
    expect(row).toContain('PrMnO<sub>3</sub>')
    expect(explained.match(/<tr class="why">/g)).toHaveLength(1)
    const alone = { ...why, sites: why.sites.slice(2), charges: 'neutral' } as const
    expect(whyWords(alone, formatFormula)).toBe(
      'No compound is known with one of its elements exchanged; it lies between La2O3 and Mn2O3.',
    )
  })
})

describe('a comparison', () => {
  const compared = { model: ANALOGS, reference: EVEN_LOG_ODDS }
  const candidates = [
    candidate('LaMnO3', { compared: { kind: 'scored', score: 2, percentile: 75, rank: 8 } }),
    candidate('YbFeO3', { compared: { kind: 'outside', elements: ['Yb'] } }),
    candidate('KF', { compared: { kind: 'unscored' } }),
  ]
  const page = renderReport(ranking({ candidates, compared }))
  const text = shownText(page)

  it('has both scores side by side, and why one is missing', () => {
    expect(heads(page).slice(2, 6)).toEqual(['RMSE', 'Percentile', 'Stability score', 'Rank by stability'])
    expect(bodyRows(page, 'Ranking').map(row => row.slice(2, 6))).toEqual([
      ['0.0400', '50.0', '75.0', '8'],
      ['0.0400', '50.0', 'no known Yb', '–'],
      ['0.0400', '50.0', 'not scored yet', '–'],
    ])
  })

  it('names both models, explains both scores and has both cards', () => {
    expect(text).toContain('ranked by RMSE (paper network) beside stability score (known analogs)')
    expect(text).toContain('There is no absolute threshold')
    expect(text).toContain('no probability of stability')
    expect(page.match(/<section class="model-card">/g)).toHaveLength(2)
  })

  it('draws both distributions, each over the candidates that have the score', () => {
    expect(page).toContain('Distribution of RMSE over 3 candidates')
    expect(page).toContain('Distribution of stability score over 1 candidate ')
    expect(text).toContain('The median of this list is percentile 75.0, log-odds 2.00.')
  })

  it('numbers the second of two alike', () => {
    const other = { model: { ...NETWORK, name: 'retrained' }, reference: ranking().reference }
    expect(heads(renderReport(ranking({ candidates, compared: other }))).slice(4, 6)).toEqual([
      'RMSE 2',
      'Rank 2',
    ])
  })
})

/** Titles of the columns of the ranked table. */
function heads(page: string): string[] {
  const head = page.slice(page.indexOf('<h2>Ranking')).match(/<thead>[\s\S]*?<\/thead>/)![0]
  return [...head.matchAll(/<th[^>]*>(.*?)<\/th>/g)].map(([, name]) => shownText(name!))
}
