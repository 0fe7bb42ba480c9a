import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessagePortMain, ParentPort } from 'electron'
import { describe, expect, it, onTestFinished } from 'vitest'
import { forkCompute } from '../../../src/engine/compute/launch.ts'
import { PAPER_TRAINING, startCompute } from '../../../src/engine/index.ts'
import type { PrintRequest, ToHost, ToMain } from '../../../src/main/children/messages.ts'
import { launchesThrough } from '../../../src/main/in-host/launch-compute.ts'
import { MainProcess } from '../../../src/main/in-host/main-process.ts'
import { printsThrough } from '../../../src/main/in-host/print-to-pdf.ts'
import { FakeMessageChannel } from '../electron-fake.ts'

/** The host's side of a main process that answers as the test says. */
function mainThat(
  answer: (message: ToMain, tell: (message: ToHost, port?: unknown) => void) => void,
): MainProcess {
  const parentPort = Object.assign(new EventEmitter(), {
    postMessage(message: ToMain) {
      answer(structuredClone(message), (data, port) =>
        queueMicrotask(() => parentPort.emit('message', { data, ports: port ? [port] : [] })),
      )
    },
  })
  return new MainProcess(parentPort as unknown as ParentPort)
}

describe('a compute process launched through the main process', () => {
  /** Forks real ones and joins each to the host by a port, as the main process does with utility processes. */
  const forking = () => {
    const pids: number[] = []
    const main = mainThat((message, tell) => {
      if (message.kind !== 'start-compute') return
      const { id } = message
      const child = forkCompute()
      pids.push(child.pid)
      const { port1, port2 } = new FakeMessageChannel()
      port1.on('message', ({ data }) => child.send(data))
      port1.on('close', () => child.disconnect())
      port1.start()
      child.onMessage(response => port1.postMessage(response))
      child.onExit(how => tell({ kind: 'compute-ended', id, how, lastWords: child.stderrTail() }))
      tell({ kind: 'compute-started', id, pid: child.pid }, port2 as unknown as MessagePortMain)
    })
    return { main, pids }
  }

  it('answers calls, and ends when it is stopped', async () => {
    const { main, pids } = forking()
    const compute = await startCompute('wasm', { launch: launchesThrough(main) })
    expect(compute.engine.backend).toBe('wasm')
    expect(compute.pid).toBe(pids[0])
    await compute.stop()
    await expect(
      compute.call('probe', { settings: PAPER_TRAINING, seconds: 0.1 }).result,
    ).rejects.toMatchObject({
      code: 'compute/stopped',
    })
  })

  it('tells of its death, whatever it was at', async () => {
    const { main, pids } = forking()
    const compute = await startCompute('wasm', { launch: launchesThrough(main) })
    const { result } = compute.call('probe', { settings: PAPER_TRAINING, seconds: 30 })
    process.kill(pids[0]!, 'SIGKILL')
    await expect(result).rejects.toMatchObject({ code: 'compute/stopped', details: { how: 'SIGKILL' } })
  })

  it('that never started says why', async () => {
    const main = mainThat((message, tell) => {
      if (message.kind === 'start-compute') {
        tell({
          kind: 'compute-ended',
          id: message.id,
          how: 'exit code 127',
          lastWords: 'a library is missing',
        })
      }
    })
    await expect(startCompute('wasm', { launch: launchesThrough(main) })).rejects.toMatchObject({
      code: 'compute/stopped',
      message: 'The compute process ended (exit code 127). a library is missing',
    })
  })
})

describe('printing through the main process', () => {
  const folderForPdf = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'anomalite-print-test-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    return join(folder, 'ranking.pdf')
  }

  it('puts the PDF where it belongs, from a page that names its paper, and leaves nothing behind', async () => {
    const path = await folderForPdf()
    let printed: PrintRequest | null = null
    const main = mainThat(async (message, tell) => {
      if (message.kind !== 'print') return
      printed = message.request
      await writeFile(printed.pdf, `%PDF of ${await readFile(printed.page, 'utf8')}`)
      tell({ kind: 'printed', id: message.id, problem: null })
    })
    await printsThrough(main)('<head></head><p>Li10GeP2S12', path, 'Letter')
    expect(await readFile(path, 'utf8')).toBe(
      '%PDF of <head><style>@page { size: Letter; }</style></head><p>Li10GeP2S12',
    )
    expect(existsSync(printed!.page)).toBe(false)
  })

  it('says what to do when it fails, and leaves the file that was there', async () => {
    const path = await folderForPdf()
    await writeFile(path, 'the last report')
    const main = mainThat((message, tell) => {
      if (message.kind === 'print') tell({ kind: 'printed', id: message.id, problem: 'out of memory' })
    })
    await expect(printsThrough(main)('<head></head>', path)).rejects.toMatchObject({
      code: 'pdf/not-printed',
      message: expect.stringContaining('Print it from the preview'),
    })
    expect(await readFile(path, 'utf8')).toBe('the last report')
  })
})
