import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStages } from '../../../src/host/fitting/stages.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anomalite-stages-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A value, told apart from one that is computed once more. */
const first = async () => ({
  bins: Uint8Array.of(1, 2),
  sums: Float64Array.of(0.1, Number.NaN),
  of: ['NaCl'],
})
const second = async () => 'computed anew' as never

describe('a stage', () => {
  it('is computed once, and read as it was', async () => {
    const stages = openStages(folder, 'a fit')
    const value = await stages.keep('bins', first)
    expect(await openStages(folder, 'a fit').keep('bins', second)).toEqual(value)
    await stages.forget(['bins', 'never kept'])
    expect(await stages.keep('bins', second)).toBe('computed anew')
  })

  it.each<[string, (bytes: Buffer) => Uint8Array]>([
    ['cut short', bytes => bytes.subarray(0, -1)],
    ['empty', () => new Uint8Array()],
    ['changed', bytes => bytes.with(40, bytes[40]! ^ 1)],
  ])('that is %s is computed anew', async (_, damage) => {
    const path = join(folder, 'bins.stage')
    await openStages(folder, 'a fit').keep('bins', first)
    await writeFile(path, damage(await readFile(path)))
    expect(await openStages(folder, 'a fit').keep('bins', second)).toBe('computed anew')
  })

  it('of another work, or of another name, is computed anew', async () => {
    await openStages(folder, 'a fit').keep('bins', first)
    expect(await openStages(folder, 'another fit').keep('bins', second)).toBe('computed anew')
    await writeFile(join(folder, 'edges.stage'), await readFile(join(folder, 'bins.stage')))
    expect(await openStages(folder, 'a fit').keep('edges', second)).toBe('computed anew')
  })
})
