/** What people write about models, with real model folders. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LONGEST_NOTE } from '../../../src/domain/model-note.ts'
import { findModel, findStabilityModel, listModels } from '../../../src/host/models.ts'
import { readNote, writeNote } from '../../../src/host/registry/model-notes.ts'
import { binModel, exportModel, importModel, restoreModel } from '../../../src/host/registry/own-models.ts'
import { type Laboratory, laboratory } from '../tiny-model.ts'

const never = new AbortController().signal
let lab: Laboratory
beforeAll(async () => {
  lab = await laboratory()
})
afterAll(() => lab.close())

describe('a note', () => {
  it('is none at first, and then what was written, with its lines', async () => {
    const { data, model } = lab
    expect(await readNote(data, model)).toBe('')
    expect(await writeNote(data, model, '  Too fond of nitrides.\r\nAsk Aya.\n')).toBe(
      'Too fond of nitrides.\nAsk Aya.',
    )
    expect(await readNote(data, model)).toBe('Too fond of nitrides.\nAsk Aya.')
    // The manifest is as it was: scores of the model stay.
    expect(await findModel(data, 'Tiny')).toEqual(model)
  })

  it('goes with the model into the bin and back, and to another place', async () => {
    const { data, model } = lab
    await writeNote(data, model, 'Cold pressed samples')
    const file = join(data, 'tiny.anomalite-model')
    await exportModel(data, model, 'anomalite', file, never)
    const copy = await importModel(data, file, 'tiny.anomalite-model', never)
    expect(await readNote(data, copy)).toBe('Cold pressed samples')
    const back = await restoreModel(data, await binModel(data, copy))
    expect(await readNote(data, back)).toBe('Cold pressed samples')
  })

  it('on a ready model lies in the data folder, and leaves with the model', async () => {
    const { data } = lab
    for (const ready of [await findModel(data), await findStabilityModel(data)]) {
      await writeNote(data, ready, `On ${ready.id}`)
      expect(existsSync(join(ready.folder, 'note.txt'))).toBe(false)
      expect(await readNote(data, ready)).toBe(`On ${ready.id}`)
    }
    const stability = await findStabilityModel(data)
    const file = join(data, 'ready.anomalite-model')
    await exportModel(data, stability, 'anomalite', file, never)
    const copy = await importModel(data, file, 'ready.anomalite-model', never)
    expect(await readNote(data, copy)).toBe(`On ${stability.id}`)
    expect((await listModels(data)).broken).toEqual([])
  })

  it('that is emptied is gone, and one that is too long leaves the note as it was', async () => {
    const { data, model } = lab
    await writeNote(data, model, 'Short')
    await expect(writeNote(data, model, 'x'.repeat(LONGEST_NOTE + 1))).rejects.toMatchObject({
      code: 'model/long-note',
    })
    expect(await readFile(join(model.folder, 'note.txt'), 'utf8')).toBe('Short\n')
    expect(await writeNote(data, model, ' \n')).toBe('')
    expect(existsSync(join(model.folder, 'note.txt'))).toBe(false)
  })
})
