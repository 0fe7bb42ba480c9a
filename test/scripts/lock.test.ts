import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { moduleText, start, temporaryFolder } from './processes.ts'

const lockModule = new URL('../../scripts/setup/lock.mjs', import.meta.url).href

/** A process that does its work under the lock: adds a line to a file when it begins and one when it ends. */
function worker(cache: string, name: string, durationMs: number) {
  return start(
    process.execPath,
    moduleText(`import { appendFileSync } from 'node:fs'
      const { alone } = await import(${JSON.stringify(lockModule)})
      const journal = ${JSON.stringify(join(cache, 'journal'))}
      await alone(async () => {
        appendFileSync(journal, 'begin ${name}\\n')
        console.log('begun')
        await new Promise(resolve => setTimeout(resolve, ${durationMs}))
        appendFileSync(journal, 'end ${name}\\n')
      }, () => console.log('waits'))`),
    { cache },
  )
}

const journal = (cache: string) => readFileSync(join(cache, 'journal'), 'utf8').trim().split('\n')

it('lets one process work at a time', async () => {
  const cache = temporaryFolder()
  const workers = ['a', 'b', 'c'].map(name => worker(cache, name, 150))
  const ends = await Promise.all(workers.map(({ ended }) => ended))
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0])
  const lines = journal(cache)
  expect(lines).toHaveLength(6)
  for (let place = 0; place < 6; place += 2) {
    expect(lines[place + 1]).toBe(lines[place]?.replace('begin', 'end'))
  }
})

it('takes over from a holder that was killed', async () => {
  const cache = temporaryFolder()
  const killed = worker(cache, 'killed', 60_000)
  await killed.wrote('begun')
  killed.child.kill('SIGKILL')
  await killed.ended
  expect((await worker(cache, 'next', 0).ended).output).toBe('begun\n')
  expect(journal(cache)).toEqual(['begin killed', 'begin next', 'end next'])
})

it('waits for the command that a killed holder left running', async () => {
  const cache = temporaryFolder()
  const orphan = start(process.execPath, ['--eval', 'setTimeout(() => {}, 60000)'])
  const dead = start(process.execPath, ['--eval', ''])
  await dead.ended
  const lock = { machine: hostname(), process: dead.child.pid, child: orphan.child.pid }
  writeFileSync(join(cache, 'setup.lock'), JSON.stringify(lock))
  const next = worker(cache, 'next', 0)
  await next.wrote('waits')
  orphan.child.kill()
  expect((await next.ended).output).toBe('waits\nbegun\n')
})

it('takes over a lock that its holder on another machine no longer touches', async () => {
  const cache = temporaryFolder()
  const file = join(cache, 'setup.lock')
  writeFileSync(file, JSON.stringify({ machine: 'elsewhere', process: 1, child: null }))
  const longAgo = new Date(Date.now() - 3_600_000)
  utimesSync(file, longAgo, longAgo)
  expect((await worker(cache, 'next', 0).ended).output).toBe('begun\n')
})
