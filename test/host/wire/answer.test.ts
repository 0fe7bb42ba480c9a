import { expect, it } from 'vitest'
import { type Channel, connectClient, type Response } from '../../../src/contract/index.ts'
import { AnomaliteError } from '../../../src/domain/error.ts'
import { answer, type Handlers } from '../../../src/host/wire/answer.ts'
import { createEventBus } from '../../../src/host/wire/events.ts'
import { channelPair } from './channel-pair.ts'

const ENGINE = { state: 'ready', backend: 'wasm', device: 'CPU', passedOver: [], trouble: null } as const

/** A host of the given methods, and the window's end of a channel to it. */
function hostWith(handlers: Partial<Handlers>) {
  const [window, host] = channelPair()
  const events = createEventBus()
  const unexpected: unknown[] = []
  const end = answer(host, handlers as Handlers, events, error => unexpected.push(error))
  return { window, client: connectClient(window), events, unexpected, end }
}

/** The next message to a window. */
function nextMessage(window: Channel): Promise<Response> {
  return new Promise(resolve => window.onMessage(message => resolve(message as Response)))
}

/** A handler that waits until its call is aborted, and tells of it. */
function waiting() {
  const begun = Promise.withResolvers<void>()
  const aborted = Promise.withResolvers<unknown>()
  const handler: Handlers['engine.state'] = (_, { signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        aborted.resolve(signal.reason)
        reject(signal.reason)
      })
      begun.resolve()
    })
  return { handler, begun: begun.promise, aborted: aborted.promise }
}

it('answers calls, each with its own output', async () => {
  const { client } = hostWith({
    'engine.state': () => ENGINE as never,
    'program.backUp': async () => ({ file: 'library.db' }),
  })
  expect(await Promise.all([client.call('program.backUp', {}), client.call('engine.state', {})])).toEqual([
    { file: 'library.db' },
    ENGINE,
  ])
})

it.each([
  ['not there', 'no.such', {}, 'wire/unknown-method'],
  ['of every object', 'constructor', {}, 'wire/unknown-method'],
  ['given too much', 'engine.state', { extra: 1 }, 'wire/bad-input'],
  ['given nothing', 'engine.state', undefined, 'wire/bad-input'],
])('refuses a method that is %s', async (_, method, input, code) => {
  const { window } = hostWith({ 'engine.state': () => ENGINE as never })
  window.send({ id: 1, method, input })
  expect(await nextMessage(window)).toMatchObject({ id: 1, error: { code } })
})

it('names the field that is wrong', async () => {
  const { client } = hostWith({ 'compositions.score': () => [] })
  await expect(
    client.call('compositions.score', { formulas: ['NaCl', 7 as never], model: null }),
  ).rejects.toMatchObject({
    code: 'wire/bad-input',
    details: { method: 'compositions.score', place: 'formulas.1' },
  })
})

it('passes over what is no message, and goes on', async () => {
  const { window, client } = hostWith({ 'engine.state': () => ENGINE as never })
  for (const message of [null, 1, 'x', [], {}, { id: 'one' }, { id: 1.5, method: 'engine.state' }]) {
    window.send(message)
  }
  expect(await client.call('engine.state', {})).toEqual(ENGINE)
})

it('refuses the number of a call that is under way', async () => {
  const { handler, begun } = waiting()
  const { window } = hostWith({ 'engine.state': handler })
  window.send({ id: 1, method: 'engine.state', input: {} })
  await begun
  window.send({ id: 1, method: 'engine.state', input: {} })
  expect(await nextMessage(window)).toMatchObject({ id: 1, error: { code: 'wire/duplicate-id' } })
})

it('tells a handler when its call is cancelled', async () => {
  const { handler, begun, aborted } = waiting()
  const { client } = hostWith({ 'engine.state': handler })
  const control = new AbortController()
  const call = client.call('engine.state', {}, { signal: control.signal })
  await begun
  control.abort(new Error('no longer wanted'))
  await expect(call).rejects.toThrow('no longer wanted')
  expect(await aborted).toMatchObject({ code: 'wire/cancelled' })
})

it('ends the calls of a window that goes away, on both sides', async () => {
  const { handler, begun, aborted } = waiting()
  const { client } = hostWith({ 'engine.state': handler })
  const call = client.call('engine.state', {})
  await begun
  client.close()
  await expect(call).rejects.toMatchObject({ code: 'wire/closed' })
  expect(await aborted).toMatchObject({ code: 'wire/cancelled' })
})

it('hands typed errors on whole', async () => {
  const { client } = hostWith({
    'engine.state': () => {
      throw new AnomaliteError('engine/stopped', 'Start it again.', { crashes: 3 })
    },
  })
  await expect(client.call('engine.state', {})).rejects.toMatchObject({
    code: 'engine/stopped',
    message: 'Start it again.',
    details: { crashes: 3 },
  })
})

it('keeps the insides of unforeseen errors to the log', async () => {
  const accident = new TypeError('/home/ada/secret is undefined')
  const { client, unexpected } = hostWith({
    'engine.state': () => {
      throw accident
    },
  })
  const error: AnomaliteError = await client.call('engine.state', {}).catch(thrown => thrown)
  expect(error.code).toBe('host/unexpected')
  expect(`${error.message} ${JSON.stringify(error.details)}`).not.toContain('secret')
  expect(unexpected).toEqual([accident])
})

it('tells events to every window until it is gone', () => {
  const events = createEventBus()
  const told: string[] = []
  const windows = ['first', 'second'].map(name => {
    const channel: Channel = {
      send: message => told.push(`${name} ${JSON.stringify(message)}`),
      onMessage: () => undefined,
      onClose: () => undefined,
      close: () => undefined,
    }
    return answer(channel, {} as Handlers, events, () => undefined)
  })
  events.tell('library', { revision: 1 })
  windows[0]!()
  events.tell('library', { revision: 2 })
  expect(told).toEqual([
    'first {"event":"library","payload":{"revision":1}}',
    'second {"event":"library","payload":{"revision":1}}',
    'second {"event":"library","payload":{"revision":2}}',
  ])
})
