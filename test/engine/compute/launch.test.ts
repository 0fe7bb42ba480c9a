import { MessageChannel, Worker } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type ComputeChannel, PAPER_TRAINING, startCompute } from '../../../src/engine/index.ts'

/** Launches the compute process as a thread behind a message port; the threads launched are kept in `threads`. */
function launchesOverPorts(threads: Worker[]): () => ComputeChannel {
  return () => {
    const { port1, port2 } = new MessageChannel()
    const thread = new Worker(new URL('./over-a-port.ts', import.meta.url), {
      workerData: port2,
      transferList: [port2],
    })
    threads.push(thread)
    onTestFinished(() => void thread.terminate())
    return {
      pid: process.pid,
      send: request => port1.postMessage(request),
      onMessage: handler => void port1.on('message', handler),
      onExit: handler => void thread.on('exit', code => handler(`exit code ${code}`)),
      stderrTail: () => 'last words\n',
      disconnect: () => port1.close(),
      kill: () => void thread.terminate(),
    }
  }
}

describe('a compute process launched in another way', () => {
  it('answers over the channel of its launcher, and ends when that closes', async () => {
    const threads: Worker[] = []
    const compute = await startCompute('wasm', { launch: launchesOverPorts(threads) })
    expect(compute.engine.backend).toBe('wasm')
    expect(compute.pid).toBe(process.pid)
    const { scoringCompositionsPerSecond } = await compute.call('probe', {
      settings: PAPER_TRAINING,
      seconds: 0.01,
    }).result
    expect(scoringCompositionsPerSecond).toBeGreaterThan(0)
    await compute.stop()
    // A thread that has ended has no id.
    expect(threads.map(({ threadId }) => threadId)).toEqual([-1])
  })

  it('tells its end with its last words', async () => {
    const threads: Worker[] = []
    const compute = await startCompute('wasm', { launch: launchesOverPorts(threads) })
    const running = compute
      .call('probe', { settings: PAPER_TRAINING, seconds: 60 })
      .result.catch((error: unknown) => error)
    await threads[0]!.terminate()
    expect(await running).toMatchObject({
      code: 'compute/stopped',
      message: 'The compute process ended (exit code 1). last words',
    })
  })

  it('that cannot be launched fails with the reason of the launcher', async () => {
    const launch = () => Promise.reject(new Error('no room for another process'))
    await expect(startCompute('wasm', { launch })).rejects.toThrow('no room for another process')
  })
})
