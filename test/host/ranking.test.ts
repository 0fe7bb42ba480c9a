import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalFormula, parseFormula } from '../../src/domain/formula/index.ts'
import type { ComputeProcess } from '../../src/engine/index.ts'
import { readLines } from '../../src/host/list-source.ts'
import { type Ranking, rankLines } from '../../src/host/ranking.ts'
import { rankingReport } from '../../src/host/ranking-report.ts'
import { rankingTable } from '../../src/host/ranking-table.ts'
import { writeRanking } from '../../src/host/write-ranking.ts'
import { importList, openLibrary } from '../../src/library/index.ts'
import { type Laboratory, laboratory } from './tiny-model.ts'

let here: Laboratory
beforeAll(async () => {
  here = await laboratory()
})
afterAll(() => here.close())

/** A compute process for which a composition's RMSE is the one given, by formula; 0.5 for all others. */
function computeGiving(rmse: Readonly<Record<string, number>>): ComputeProcess {
  const byCanonical = new Map(
    Object.entries(rmse).map(([formula, value]) => [canonicalFormula(parseFormula(formula)), value]),
  )
  const call = (_method: string, { formulas }: { formulas: readonly string[] }) => ({
    result: Promise.resolve(Float32Array.from(formulas, formula => byCanonical.get(formula) ?? 0.5)),
  })
  return { engine: {}, pid: 0, call } as unknown as ComputeProcess
}

async function rankText(text: string, rmse: Readonly<Record<string, number>> = {}): Promise<Ranking> {
  const folder = await mkdtemp(join(tmpdir(), 'anomalite-list-'))
  try {
    const path = join(folder, 'list.csv')
    await writeFile(path, text)
    const { lines } = await readLines(here.data, path)
    return await rankLines(computeGiving(rmse), here.model, lines)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const shown = ({ candidates }: Ranking) => candidates.map(({ rank, line }) => `${rank} ${line.text}`)

describe('rankLines', () => {
  it('puts the lowest error first, equal errors by canonical formula, equal compositions by line', async () => {
    const ranking = await rankText('formula\nTiO2\nZnO\nO2Ti\nNaCl\nMgO\nTi2O4\n', {
      NaCl: 0.1,
      MgO: 0.2,
      ZnO: 0.2,
      TiO2: 0.2,
    })
    expect(shown(ranking)).toEqual(['1 NaCl', '2 MgO', '3 TiO2', '3 O2Ti', '3 Ti2O4', '6 ZnO'])
  })

  it('leaves no line out', async () => {
    const { candidates, outside, unread } = await rankText('NaCl\nXx\nLrN\n\nNa(Cl\nClNa\n')
    expect(candidates.map(({ line }) => [line.line, line.duplicateOfLine])).toEqual([
      [1, null],
      [6, 1],
    ])
    expect(outside.map(({ line, reason }) => [line.line, reason.elements])).toEqual([[3, ['Lr']]])
    expect(unread.map(({ line, problem }) => [line, problem.code])).toEqual([
      [2, 'formula/unknown-element'],
      [5, 'formula/unmatched-bracket'],
    ])
  })

  it('says where an error lies among the held-out positives, and what to keep in mind', async () => {
    const { rmseQuantiles } = here.model.manifest.heldOut
    const below = rmseQuantiles[0]! / 2
    const above = rmseQuantiles.at(-1)! * 2
    const { candidates } = await rankText('PuO2\nCeN\n', { PuO2: below, CeN: above })
    expect(candidates.map(({ score }) => [score.percentile, score.unseenElements])).toEqual([
      [100, ['Pu']],
      [0, ['Ce']],
    ])
  })
})

describe('rankingTable', () => {
  it('rounds, keeps the list’s own columns, and marks those of the same name', async () => {
    const list = 'formula,rank,rank (in the list),toString,sample\nNaCl,a,b,c,s1\nMgO,,,,\nXx,,,,s3\n'
    const { columns, rows } = rankingTable(await rankText(list, { NaCl: 0.123456789, MgO: 0.2 }))
    const table = Array.from(rows as Iterable<readonly unknown[]>, row =>
      Object.fromEntries(columns.map((name, i) => [name, row[i]])),
    )
    expect(table[0]).toMatchObject({
      rank: 1,
      formula: 'NaCl',
      rmse: 0.123457,
      charge: 'neutral',
      line: 2,
      id: 's1',
      'rank (in the list)': 'a',
      'rank (in the list) (in the list)': 'b',
      toString: 'c',
      problem: null,
    })
    expect(table[1]).toMatchObject({ rank: 2, formula: 'MgO', 'rank (in the list)': null })
    expect(table[1]!.toString).toBeNull()
    expect(table[2]).toMatchObject({
      rank: null,
      'as written': 'Xx',
      id: 's3',
      problem: 'Xx is not an element.',
    })
  })
})

describe('tags', () => {
  it('have a column where any line has some, in tables and reports', async () => {
    const ranking = await rankText('formula,tags\nNaCl,b; a\nMgO,\n', { NaCl: 0.1, MgO: 0.2 })
    const { columns, rows } = rankingTable(ranking)
    const tags = Array.from(rows as Iterable<readonly unknown[]>, row => row[columns.indexOf('tags')])
    expect(tags).toEqual(['a; b', null])
    const { candidates } = rankingReport(ranking, 'x', 'x', new Date())
    expect(candidates.map(candidate => candidate.tags)).toEqual([['a', 'b'], []])
    expect(rankingTable(await rankText('NaCl\n')).columns).not.toContain('tags')
  })
})

describe('rankingReport', () => {
  it('counts lines and repeated compositions, also of a list imported in parts', async () => {
    const library = await openLibrary(here.data)
    const bytes = Buffer.from('NaCl\nMgO\nXx\nLrN\n')
    const { list } = await importList(library, { bytes }, { into: { newList: 'parts', kind: 'literature' } })
    await importList(library, { bytes }, { into: { existingList: list.id } })
    await library.close()
    const { name, lines } = await readLines(here.data, 'parts')
    const ranking = await rankLines(computeGiving({ NaCl: 0.1 }), here.model, lines)
    expect(shown(ranking)).toEqual(['1 NaCl', '1 NaCl', '3 MgO', '3 MgO'])
    expect(rankingReport(ranking, 'Parts', name, new Date())).toMatchObject({
      source: 'parts',
      lines: 8,
      duplicates: 3,
      unread: [{ text: 'Xx' }, { text: 'Xx' }],
      outsideModel: [{ text: 'LrN', message: 'Outside the model: it has no data for Lr.' }, { text: 'LrN' }],
      model: { name: 'Tiny', trainingPositives: 42, heldOutPositives: 18, latentSize: 4 },
    })
  })

  it('warns of elements the model has not seen', async () => {
    const { notes, candidates } = rankingReport(await rankText('NaCl\nPuO2\n'), 'x', 'x', new Date())
    expect(notes).toEqual([expect.stringContaining('(Pu)')])
    expect(candidates.map(({ note }) => note)).toContain('Pu in none of the compositions trained on')
  })
})

describe('writeRanking', () => {
  it('keeps names, notes and unread lines as text in a page', async () => {
    const evil = '<img src=x onerror=alert(1)>'
    const ranking = await rankText(`formula,note\nNaCl,${evil}\n${evil},b\nLrN,${evil}\n`)
    const path = join(here.data, 'deep', 'er', '試料 ranking.html')
    await writeRanking(ranking, evil, evil, path)
    expect(await readFile(path, 'utf8')).not.toContain('<img')
  })

  it('writes a page of a list without a line that could be ranked', async () => {
    const path = join(here.data, 'none.html')
    await writeRanking(await rankText('formula\nXx\n'), 'None', 'none', path)
    expect(await readFile(path, 'utf8')).toContain('Xx is not an element.')
  })

  it('refuses an ending it does not know', async () => {
    const ranking = await rankText('NaCl\n')
    await expect(writeRanking(ranking, 'x', 'x', 'x.docx')).rejects.toMatchObject({
      code: 'ranking/unknown-ending',
    })
  })
})
