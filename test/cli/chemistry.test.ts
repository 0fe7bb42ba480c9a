import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Workplace, workplace } from './anomalite.ts'

let place: Workplace
beforeAll(async () => {
  place = await workplace()
})
afterAll(() => place.remove())

describe('describe', () => {
  it('gives the features that are not zero, and errors in their place', async () => {
    const [salt, unknown, nobelium] = (await place.json(['describe', 'NaCl', 'NaXx', 'No'])) as [
      { nonzero: [number, number][] } & Record<string, unknown>,
      unknown,
      { missing: unknown[] },
    ]
    const { nonzero, ...rest } = salt
    expect(rest).toEqual({
      formula: 'NaCl',
      canonical: 'ClNa',
      mode: 'documented',
      dimensions: 1994,
      missing: [],
    })
    // Atomic numbers 11 and 17, half of the atoms each.
    expect(nonzero.slice(0, 2)).toEqual([
      [10, 0.5],
      [16, 0.5],
    ])
    expect(nonzero.every(([index, value]) => index < 1994 && value !== 0)).toBe(true)
    expect(unknown).toEqual({
      formula: 'NaXx',
      error: expect.objectContaining({ code: 'formula/unknown-element', position: 2 }),
    })
    expect(nobelium.missing).toContainEqual({ element: 'No', property: expect.any(String) })
  })

  it('takes the other mode, and values for variables', async () => {
    const args = ['describe', 'Ca1-xEuxO', '--with', 'x=0.25', '--mode', 'chemhist-0.1.1']
    expect(await place.json(args)).toMatchObject([{ canonical: 'Ca3EuO4', mode: 'chemhist-0.1.1' }])
  })

  it('stops without a word when its reader closes the pipe', async () => {
    const child = place.start(['describe', ...Array<string>(300).fill('YBa2Cu3O7')])
    child.stdout!.once('data', () => child.stdout!.destroy())
    const [stderr] = await Promise.all([text(child.stderr!), once(child, 'close')])
    expect(stderr).toBe('')
  })

  it.runIf(process.platform === 'linux')('says so when its output cannot be written', async () => {
    const full = openSync('/dev/full', 'w')
    const child = place.start(['describe', 'NaCl'], ['ignore', full, 'pipe'])
    const [stderr] = await Promise.all([text(child.stderr!), once(child, 'close')])
    closeSync(full)
    expect(child.exitCode).toBe(1)
    expect(stderr).toMatch(/^anomalite: the output could not be written \(ENOSPC.*\n$/)
  })
})

describe('balance', () => {
  it('gives verdict, charge per atom and the assignments', async () => {
    expect(await place.json(['balance', 'Fe3O4', 'Na2Cl', 'NaK', 'Na(Cl'])).toEqual([
      expect.objectContaining({
        formula: 'Fe3O4',
        verdict: 'neutral',
        chargePerAtom: 0,
        description: 'neutral',
        assignments: expect.arrayContaining([
          expect.objectContaining({
            ions: [
              { symbol: 'Fe', charge: 2, amount: 1 },
              { symbol: 'Fe', charge: 3, amount: 2 },
              { symbol: 'O', charge: -2, amount: 4 },
            ],
          }),
        ]),
      }),
      expect.objectContaining({ verdict: 'unbalanced', chargePerAtom: 1 / 3, assignments: [] }),
      expect.objectContaining({ verdict: 'not-ionic', chargePerAtom: null }),
      {
        formula: 'Na(Cl',
        error: {
          code: 'formula/unmatched-bracket',
          message: expect.any(String),
          position: 2,
          suggestion: 'Na(Cl)',
        },
      },
    ])
  })

  it('shows ions to people, in the formula as they wrote it, and fails when it read none', async () => {
    const { code, stdout, stderr } = await place.run(['balance', 'Fe3O4', 'Xx'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Xx: Xx is not an element.\n' })
    expect(stdout.split('\n').slice(0, 2)).toEqual(['Fe3O4: neutral', '  Fe²⁺ × 1  Fe³⁺ × 2  O²⁻ × 4'])
    expect(await place.run(['balance', 'Xx'])).toMatchObject({ code: 1, stdout: '' })
  })

  it('sends nothing to the terminal that would command it', async () => {
    const { stderr } = await place.run(['balance', '\u001b[2JNaCl'])
    expect(stderr).not.toContain('\u001b')
    expect(stderr).toContain('\\u{1b}[2JNaCl')
  })
})

describe('usage', () => {
  it.each([
    { args: [] },
    { args: ['brew'] },
    { args: ['balance'] },
    { args: ['balance', 'NaCl', '--engin'] },
    { args: ['score', 'NaCl', '--engine', 'abacus'] },
    { args: ['describe', 'Ca1-xEuxO', '--with', 'x'] },
    { args: ['rank', 'list.csv', '--out', 'ranking.docx'] },
    { args: ['export', 'list', '--out', 'list.pdf'] },
    { args: ['train'] },
    { args: ['train', '--positives', 'p.csv', '--epochs', '0'] },
  ])('refuses $args with 2 and says why on standard error', async ({ args }) => {
    const { code, stdout, stderr } = await place.run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^(error:|Usage:)/)
    expect(stderr).not.toContain('    at ')
  })

  it('explains itself in lines that fit a terminal', async () => {
    const { code, stdout } = await place.run(['--help'])
    expect(code).toBe(0)
    expect(stdout.match(/^ {2}([a-z]+)/gm)!.map(line => line.trim())).toEqual(
      'describe balance score rank why import lists export train retrain search sweep fit evaluate models doctor serve'.split(
        ' ',
      ),
    )
    expect(stdout.split('\n').every(line => line.length <= 84)).toBe(true)
  })
})
