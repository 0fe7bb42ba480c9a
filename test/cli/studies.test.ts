import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { STABLE_AND_NOT, workplaceFor } from './anomalite.ts'

/** Of options given twice the last counts. */
const SEARCH = [
  ...['search', '--positives', STABLE_AND_NOT, '--name', 'Ours'],
  ...'--encoder 32,16 --latent 4 --epochs 8 --engine wasm'.split(' '),
  ...'--batch 4:40 --rate 1e-5:1e-2 --trials 11'.split(' '),
]

interface SearchDocument {
  readonly trials: readonly {
    readonly seconds: number
    readonly number: number
    readonly hasModel: boolean
  }[]
  readonly best: number
  readonly model: { readonly id: string; readonly folder: string } | null
}

/** What trials tried and found, without how long they took. */
const found = ({ trials }: SearchDocument) => trials.map(({ seconds: _, ...row }) => row)

describe('search', { concurrent: true }, () => {
  it('interrupted by Ctrl-C goes on by the same command and finds the same', async test => {
    const [place, undisturbed] = await Promise.all([workplaceFor(test), workplaceFor(test)])
    const parent = place.start(SEARCH)
    let stderr = ''
    await new Promise<void>((resolve, reject) => {
      parent.once('close', () => reject(new Error(`The search ended early: ${stderr}`)))
      parent.stderr!.on('data', (text: Buffer) => {
        stderr += text
        if (stderr.includes('trial 3 of 11:')) resolve()
      })
    })
    const closed = once(parent, 'close')
    parent.kill('SIGINT')
    await closed
    expect(parent.exitCode).toBe(1)
    expect(stderr.trimEnd()).toMatch(/To go on, give the same command again\.$/)

    const { code, stdout, stderr: later } = await place.run([...SEARCH, '--as', 'Best', '--json'])
    expect({ code, stderr: later }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/, ([3-9]|10) of them done\./),
    })
    expect(later).not.toMatch(/^trial 2 of/m)
    const document = JSON.parse(stdout) as SearchDocument
    const whole = (await undisturbed.json(SEARCH)) as SearchDocument
    expect(found(document)).toEqual(found(whole))
    expect(document.trials.filter(({ hasModel }) => hasModel)).toMatchObject([{ number: whole.best }])
    expect(document.model).toMatchObject({ id: 'best' })
    expect(existsSync(place.path('home', 'models', 'best', 'weights.bin'))).toBe(true)

    const again = (await place.json(SEARCH)) as SearchDocument
    expect(found(again)).toEqual(found(document))
  })

  it('prints its trials, is prolonged by more of them, and is told from another search', async test => {
    const place = await workplaceFor(test)
    expect((await place.run([...SEARCH, '--trials', '1'])).code).toBe(0)
    const { stdout, stderr } = await place.run([...SEARCH, '--trials', '2'])
    expect(stderr).not.toContain('trial 1 of 2')
    expect(stdout).toMatch(/^trial +batch +rate +RMSE held out/)
    expect(stdout).toMatch(/\n {4}2 .*\nBest: trial [12], batch \d+, rate \S+, RMSE 0\.\d{4} held out\.\n/)
    const other = await place.run([...SEARCH, '--batch', '4:50', '--epochs', '9'])
    expect(other.code).toBe(1)
    expect(other.stderr).toContain('differs in what it varies, its settings. Choose another name.')
  })

  it.each([
    [['--batch', '9'], 2, 'Write it as 64:1024.'],
    [['--batch', '9:8'], 1, 'A range begins with its smaller end; 9 is above 8.'],
    [['--rate', '1e-4:2'], 1, 'Learning rates are above 0 and at most 1.'],
    [['--trials', '0'], 2, 'It must be a whole number above 0.'],
  ])('with %j says what is wrong', async (args, expected, said) => {
    const place = await workplaceFor({ onTestFinished: () => undefined })
    const { code, stderr } = await place.run([...SEARCH, ...args])
    await place.remove()
    expect({ code, stderr }).toEqual({ code: expected, stderr: expect.stringContaining(said) })
  })
})

describe('sweep', { concurrent: true }, () => {
  const SWEEP = [
    ...['sweep', '--positives', STABLE_AND_NOT, '--encoder', '32,16', '--engine', 'wasm'],
    ...'--epochs 3 --batch 16 --latent 16,2 --repeats 2'.split(' '),
  ]

  it('prints what each size came to, smallest first, and makes a model of one', async test => {
    const place = await workplaceFor(test)
    const { code, stdout } = await place.run([...SWEEP, '--as', 'Two', '--size', '2'])
    expect(code).toBe(0)
    const [heading, two, sixteen, model] = stdout.split('\n')
    expect(heading).toMatch(
      /latent size +networks +R² \(global mean\) +R² \(per-feature means\) +RMSE held out/,
    )
    expect([two, sixteen].map(line => line!.trim().split(/ +/).slice(0, 2))).toEqual([
      ['2', '2'],
      ['16', '2'],
    ])
    expect(model).toMatch(/^Model "two" in /)
    expect(await place.json(SWEEP)).toMatchObject({
      name: 'stable-and-not sweep',
      sizes: [
        { latentSize: 2, networks: 2 },
        { latentSize: 16, networks: 2 },
      ],
      model: null,
    })
  })

  it.each([
    [['--size', '2'], 'give both or neither'],
    [['--size', '4', '--as', 'Four'], '--size 4 is none of --latent 16,2'],
  ])('with %j says what is wrong', async (args, said) => {
    const place = await workplaceFor({ onTestFinished: () => undefined })
    const { code, stderr } = await place.run([...SWEEP, ...args])
    await place.remove()
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) })
  })
})
