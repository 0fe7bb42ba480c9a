import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PrintRequest, ToMain } from '../../../src/main/children/messages.ts'
import { FakeChild, FakeMessageChannel, type FakePort } from '../electron-fake.ts'

const children: FakeChild[] = []

vi.mock('electron', () => ({
  MessageChannelMain: FakeMessageChannel,
  utilityProcess: {
    fork(entry: string, _args: string[], options: { env?: Record<string, string> }) {
      const child = new FakeChild(entry, options)
      children.push(child)
      return child
    },
  },
}))

const { HostChild } = await import('../../../src/main/children/host-child.ts')

beforeEach(() => {
  children.length = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function startHost(print: (request: PrintRequest) => Promise<void> = async () => undefined) {
  const reasons: string[] = []
  const host = new HostChild({
    hostEntry: 'host-process.js',
    computeEntry: 'compute-process.js',
    print,
    onDown: reason => reasons.push(reason),
  })
  host.start()
  return { host, reasons }
}

const newest = () => children.at(-1)!
const says = (message: ToMain) => newest().emit('message', message)
const hears = (child: FakeChild) => child.received.map(({ message }) => message)

describe('ports to the host', () => {
  it('wait for the host to be ready, and then go at once', () => {
    const { host } = startHost()
    host.connect()
    expect(hears(newest())).toEqual([])
    says({ kind: 'ready' })
    expect(hears(newest())).toEqual([{ kind: 'connect' }])
    host.connect()
    expect(hears(newest())).toEqual([{ kind: 'connect' }, { kind: 'connect' }])
  })

  it('carry messages between the page and the host', async () => {
    const { host } = startHost()
    says({ kind: 'ready' })
    const page = host.connect() as unknown as FakePort
    const heard: unknown[] = []
    newest().received[0]!.ports[0]!.on('message', ({ data }) => heard.push(data))
    newest().received[0]!.ports[0]!.start()
    page.postMessage({ id: 1, method: 'lists.all', input: {} })
    await nextTurn()
    expect(heard).toEqual([{ id: 1, method: 'lists.all', input: {} }])
  })
})

describe('a host that dies', () => {
  it('is started again, later after the second time, and not after the third within five minutes', () => {
    const { reasons } = startHost()
    newest().ended(139)
    vi.advanceTimersByTime(249)
    expect(children).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(children).toHaveLength(2)
    newest().ended(139)
    vi.advanceTimersByTime(999)
    expect(children).toHaveLength(2)
    vi.advanceTimersByTime(1)
    expect(children).toHaveLength(3)
    newest().ended(139)
    vi.advanceTimersByTime(3_600_000)
    expect(children).toHaveLength(3)
    expect(reasons).toEqual(['It stopped 3 times within five minutes, last with exit code 139.'])
  })

  it('comes back when the user says so', () => {
    const { host } = startHost()
    for (const delay of [250, 1000, 0]) {
      newest().ended(1)
      vi.advanceTimersByTime(delay)
    }
    host.startAgain()
    expect(children).toHaveLength(4)
    newest().ended(1)
    vi.advanceTimersByTime(250)
    expect(children).toHaveLength(5)
  })

  it('leaves no page without a port: those asked for meanwhile go to the next one', () => {
    const { host } = startHost()
    says({ kind: 'ready' })
    newest().ended(1)
    host.connect()
    vi.advanceTimersByTime(250)
    expect(hears(newest())).toEqual([])
    says({ kind: 'ready' })
    expect(hears(newest())).toEqual([{ kind: 'connect' }])
  })

  it('is not tried again when it said why it cannot start', () => {
    const { reasons } = startHost()
    says({ kind: 'failed', message: 'The library was written by a newer Anomalite.' })
    newest().ended(1)
    vi.advanceTimersByTime(3_600_000)
    expect(children).toHaveLength(1)
    expect(reasons).toEqual(['The library was written by a newer Anomalite.'])
  })
})

describe('closing', () => {
  it('asks the host to close and waits for its end', async () => {
    const { host } = startHost()
    let isClosed = false
    const closing = host.close().then(() => {
      isClosed = true
    })
    expect(hears(newest())).toEqual([{ kind: 'close' }])
    await nextTurn()
    expect(isClosed).toBe(false)
    newest().ended(0)
    await closing
    vi.advanceTimersByTime(3_600_000)
    expect(children).toHaveLength(1)
  })

  it('does not wait for a host that has just died, nor start it again', async () => {
    const { host } = startHost()
    newest().ended(1)
    await host.close()
    vi.advanceTimersByTime(3_600_000)
    expect(children).toHaveLength(1)
  })
})

describe('compute processes', () => {
  it('are started as the host asks, with a port between the two', () => {
    startHost()
    const hostProcess = newest()
    says({ kind: 'start-compute', id: 7, environment: { LD_LIBRARY_PATH: '/opt/cuda' } })
    const compute = newest()
    expect([compute.entry, compute.options.env?.LD_LIBRARY_PATH]).toEqual(['compute-process.js', '/opt/cuda'])
    compute.spawned(4711)
    expect(hears(hostProcess)).toEqual([{ kind: 'compute-started', id: 7, pid: 4711 }])
    expect(hostProcess.received[0]!.ports[0]).toBe(compute.received[0]!.ports[0]!.other)
  })

  it('are told of when they end, with their last words', async () => {
    startHost()
    const hostProcess = newest()
    says({ kind: 'start-compute', id: 7, environment: {} })
    newest().spawned(4711)
    newest().stderr.write('out of memory\n')
    await nextTurn()
    newest().ended(134)
    expect(hears(hostProcess).at(-1)).toEqual({
      kind: 'compute-ended',
      id: 7,
      how: 'exit code 134',
      lastWords: 'out of memory',
    })
  })

  it('of a host that has died are not told of to the next one', () => {
    startHost()
    says({ kind: 'start-compute', id: 1, environment: {} })
    const orphan = newest()
    orphan.spawned(4711)
    children[0]!.ended(1)
    vi.advanceTimersByTime(250)
    orphan.ended(0)
    expect(hears(newest())).toEqual([])
  })
})

describe('printing', () => {
  it.each([
    ['is told when done', async () => undefined, null],
    ['is told when it failed', async () => Promise.reject(new Error('no space left')), 'no space left'],
  ])('%s', async (_, print, problem) => {
    startHost(print)
    says({ kind: 'print', id: 3, request: { page: '/tmp/a/page.html', pdf: '/tmp/a/page.pdf' } })
    await nextTurn()
    expect(hears(newest())).toEqual([{ kind: 'printed', id: 3, problem }])
  })
})
