import { describe, expect, it } from 'vitest'
import { workplaceFor } from './anomalite.ts'

describe.concurrent('doctor', () => {
  it('finds what there is, with or without TensorFlow and a ready model', async test => {
    const place = await workplaceFor(test)
    const found = (await place.json(['doctor'])) as { backends: readonly { name: string }[] } & Record<
      string,
      unknown
    >
    expect(found).toMatchObject({
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      sqlite: expect.stringMatching(/^3\.\d+/),
      dataFolder: place.path('home'),
      ownModels: 0,
      brokenModels: [],
    })
    expect(found.readyModel).toEqual(
      expect.toBeOneOf([
        { id: expect.any(String), name: expect.any(String) },
        { error: expect.stringContaining('ready model') },
      ]),
    )
    const [tensorflow, wasm] = found.backends
    expect(wasm).toEqual({
      name: 'wasm',
      available: true,
      device: expect.any(String),
      speed: expect.anything(),
    })
    expect(tensorflow).toEqual(
      expect.toBeOneOf([
        { ...wasm, name: 'tensorflow', device: expect.any(String), speed: expect.anything() },
        { name: 'tensorflow', available: false, reason: expect.stringMatching(/\w/) },
      ]),
    )
  })

  it('prints a line for each finding', async test => {
    const place = await workplaceFor(test)
    const { code, stdout } = await place.run(['doctor'])
    expect(code).toBe(0)
    expect(stdout.match(/^(\w+ ?\w*) {2}/gm)!.map(heading => heading.trim())).toEqual([
      'Node',
      'tensorflow',
      'wasm',
      'SQLite',
      'Data folder',
      'Ready model',
    ])
    expect(stdout).toMatch(/^wasm +.*compositions\/s/m)
  })
})
