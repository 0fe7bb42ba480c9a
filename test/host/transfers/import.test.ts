import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Input, ReadingChoice } from '../../../src/contract/index.ts'
import { canonicalFormula, parseFormula } from '../../../src/domain/formula/index.ts'
import { openBulkScoring } from '../../../src/host/engine/bulk-scoring.ts'
import { fileHandlers } from '../../../src/host/handlers/files.ts'
import { openJobs } from '../../../src/host/jobs/index.ts'
import { openModelRegistry } from '../../../src/host/registry/model-registry.ts'
import { modelScores, openListScoring } from '../../../src/host/scoring/index.ts'
import { openBulkStability } from '../../../src/host/stability/bulk.ts'
import { openFileStore } from '../../../src/host/transfers/file-store.ts'
import { createEventBus } from '../../../src/host/wire/events.ts'
import {
  type Entry,
  type ListId,
  openEntryReader,
  openLibrary,
  serveLibrary,
} from '../../../src/library/index.ts'
import { emptyFolder } from '../../library/data-folder.ts'

const OPEN_CHOICE: ReadingChoice = { encoding: null, delimiter: null, sheet: null, header: null, columns: {} }

const bulk = openBulkScoring(() => 'wasm', undefined)
afterAll(() => bulk.stop())

async function program() {
  const data = await emptyFolder()
  const opened = await openLibrary(data)
  const library = serveLibrary(opened)
  const transfers = await openFileStore(await emptyFolder())
  const events = createEventBus()
  const models = openModelRegistry(data, library)
  const scores = modelScores(bulk, openBulkStability())
  const jobs = openJobs({ library, events, log: error => expect.unreachable(String(error)) })
  const entries = {
    async listScores(list: ListId) {
      const reader = openEntryReader(data)
      const output = reader.listScores(list)
      reader.close()
      return { output, revision: 0 }
    },
  }
  const scoring = openListScoring({
    library,
    entries,
    scores,
    scoresAtOnce: scores,
    models,
    events,
    jobs,
  })
  const handlers = fileHandlers({ library, transfers, models, scoring, jobs })
  const call = { signal: new AbortController().signal }
  const upload = async (content: string | Uint8Array) => {
    const bytes = Buffer.from(content)
    const { file } = await handlers['files.open']({ fileName: 'list.csv', bytes: bytes.length }, call)
    if (bytes.length > 0) await handlers['files.append']({ file, bytes }, call)
    return file
  }
  /** Runs an import to its end. */
  const run = async (choice: Partial<Input<'imports.run'>> & Pick<Input<'imports.run'>, 'file' | 'into'>) => {
    const whole = { choice: OPEN_CHOICE, repeated: 'keep' as const, lines: 1, ...choice }
    return jobs.ended((await handlers['imports.run'](whole, call)).id)
  }
  return { library: opened, handlers, call, upload, run, jobs, models }
}

const shown = (entry: Entry) => ({
  line: entry.line,
  text: entry.text,
  formula: entry.compound?.formula ?? null,
  duplicateOfLine: entry.compound === null ? null : entry.duplicateOfLine,
  label: entry.label,
  note: entry.note,
  tags: entry.tags,
  externalId: entry.externalId,
  energyAboveHullEvPerAtom: entry.energyAboveHullEvPerAtom,
})

describe('imports.preview', () => {
  it('says what it found out, and what each line is', async () => {
    const { handlers, call, upload } = await program()
    const file = await upload('formula;name;ehull (meV)\nNaCl;salt;0\nClNa;;3\nNa(Cl;;\n')
    const preview = await handlers['imports.preview']({ file, choice: OPEN_CHOICE }, call)
    expect(preview.choice).toEqual({
      encoding: 'utf-8',
      delimiter: ';',
      sheet: null,
      header: 'present',
      columns: { formula: 1, externalId: null, label: 2, note: null, tags: null, energyAboveHull: 3 },
    })
    expect(preview.columns).toEqual(['formula', 'name', 'ehull (meV)'])
    expect(preview.counts).toEqual({ lines: 3, read: 2, unread: 1, repeated: 1 })
    expect(preview.lines.map(line => [line.formula, line.duplicateOfLine])).toEqual([
      ['ClNa', null],
      ['ClNa', 2],
      [null, null],
    ])
    expect(preview.problems).toMatchObject([{ line: 4, text: 'Na(Cl', problem: { position: 2 } }])
  })

  it('gives up when nobody waits any more, and goes on with the next', async () => {
    const { handlers, upload, call } = await program()
    const long = await upload('NaCl\n'.repeat(100_000))
    const short = await upload('NaCl\n')
    const control = new AbortController()
    const given = handlers['imports.preview']({ file: long, choice: OPEN_CHOICE }, control)
    setTimeout(() => control.abort(new Error('as asked')), 50)
    await expect(given).rejects.toThrow('as asked')
    const preview = await handlers['imports.preview']({ file: short, choice: OPEN_CHOICE }, call)
    expect(preview.counts.lines).toBe(1)
  })

  it('leaves a column without a meaning when told so', async () => {
    const { handlers, call, upload } = await program()
    const file = await upload('formula,name\nNaCl,salt\n')
    const choice = { ...OPEN_CHOICE, columns: { label: null } }
    const { lines } = await handlers['imports.preview']({ file, choice }, call)
    expect(lines.map(({ label }) => label)).toEqual([null])
  })

  it.each([
    ['nothing', '', 'import/empty'],
    ['a PDF document', '%PDF-1.7\n', 'import/binary'],
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'import/legacy-xls'],
    ['prose', 'dear all\nplease find\nattached\n', 'import/no-formula-column'],
  ])('says of %s what it is', async (_, content, code) => {
    const { handlers, call, upload } = await program()
    const file = await upload(content)
    await expect(handlers['imports.preview']({ file, choice: OPEN_CHOICE }, call)).rejects.toMatchObject({
      code,
    })
  })

  it('shows what an import by the same choice stores', async () => {
    const formula = fc.constantFrom(
      'NaCl',
      'ClNa',
      'MgO',
      'Fe2O3',
      'CuSO4·5H2O',
      'Na(Cl',
      'Xx',
      '1E5',
      ' TiO2 ',
      '',
    )
    const text = fc.constantFrom('', 'a', 'two words', 'mp-149')
    const row = fc.tuple(formula, text, text, fc.constantFrom('', '0', '0,02', 'n/a'))
    const column = fc.constantFrom(1, 2, 3, 4, null)
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 20 }),
        column,
        column,
        column,
        async (rows, label, note, tags) => {
          const { library, handlers, call, upload, run } = await program()
          const file = await upload(
            `formula;id;name;ehull\n${rows.map(cells => cells.join(';')).join('\n')}\nNaCl;;;`,
          )
          const choice = { ...OPEN_CHOICE, columns: { formula: 1, label, note, tags } }
          const preview = await handlers['imports.preview']({ file, choice }, call)
          const into = { newList: 'Literature', kind: 'literature' as const }
          const { result } = await run({ file, choice, into })
          const list = library.listNamed('Literature')
          const stored = Array.from(library.entries(list.id), shown)
          expect(preview.lines.map(({ problem: _, ...line }) => line)).toEqual(stored)
          expect(result).toMatchObject({ list: list.id, entries: preview.counts.lines })
          await library.close()
        },
      ),
      { numRuns: 15 },
    )
  })
})

describe('imports.run', () => {
  it('adds to the end of a list, without lines that repeat others when told so', async () => {
    const { library, upload, run } = await program()
    const existing = library.createList('Ours', 'positives', [])
    const file = await upload('NaCl\nMgO\nClNa\n')
    const { subject, result } = await run({ file, into: { list: existing.id }, repeated: 'skip' })
    expect([subject, result]).toMatchObject(['list.csv', { kind: 'list', list: existing.id, entries: 2 }])
    const formulas = Array.from(library.entries(existing.id), entry => entry.compound?.formula)
    expect(formulas).toEqual(['NaCl', 'MgO'].map(formula => canonicalFormula(parseFormula(formula))))
  })

  it('is one step of undo', async () => {
    const { library, upload, run } = await program()
    const existing = library.createList('Ours', 'positives', [])
    const { result } = await run({ file: await upload('NaCl\nMgO\n'), into: { list: existing.id } })
    expect(result).toMatchObject({ step: library.history().undo!.step })
    library.undo(library.history().undo!.step)
    expect(library.listWithId(existing.id).entryCount).toBe(0)
  })

  it('has what came in scored by the active model', async () => {
    const { library, models, upload, run } = await program()
    await run({ file: await upload('NaCl\nMgO\nLrCl3\n'), into: { newList: 'New', kind: 'literature' } })
    const model = await models.libraryId(await models.active())
    const list = library.listNamed('New').id
    const unscored = () => library.unscored(list, model, null, 10).map(({ formula }) => formula)
    await expect.poll(() => unscored().length).toBe(1)
    expect(unscored()).toEqual([canonicalFormula(parseFormula('LrCl3'))])
  })

  it('leaves nothing of an import that is cancelled, and tells how far it was', async () => {
    const { library, handlers, call, upload, jobs } = await program()
    const file = await upload('NaCl\n'.repeat(50_000))
    const into = { newList: 'Literature', kind: 'literature' as const }
    const choice = { file, choice: OPEN_CHOICE, into, repeated: 'keep' as const, lines: 50_000 }
    const { id } = await handlers['imports.run'](choice, call)
    const stage = async () => (await jobs.all()).find(job => job.id === id)?.stage
    await expect.poll(async () => (await stage())?.done ?? 0, { interval: 5 }).toBeGreaterThan(0)
    expect(await stage()).toMatchObject({ step: 'reading', total: 50_000 })
    expect(await jobs.cancel(id)).toMatchObject({ state: 'cancelled', canResume: false })
    expect(library.lists()).toEqual([])
  })

  it('fails with what to do, and keeps the file for another attempt', async () => {
    const { library, upload, run } = await program()
    library.createList('Literature', 'literature', [])
    const file = await upload('NaCl\n')
    const failed = await run({ file, into: { newList: 'Literature', kind: 'literature' } })
    expect(failed.error).toMatchObject({ code: 'library/list-exists' })
    const done = await run({ file, into: { newList: 'Other', kind: 'literature' } })
    expect(done.state).toBe('done')
  })
})
