import { type Channel, contract, type MethodName, type Request, type Response } from '../../contract/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import type { EventBus } from './events.ts'
import type { HandlersOf } from './handlers.ts'

export type Handlers = HandlersOf<typeof contract>

/** Told of errors that nobody foresaw; the window gets a sentence, the log the rest. */
export type ReportUnexpected = (error: unknown) => void

/**
 * Answers a window: checks every message and input, calls the handler, sends its output or error, and tells events.
 * A window that goes away aborts its calls. Returns what ends the connection.
 */
export function answer(
  channel: Channel,
  handlers: Handlers,
  events: EventBus,
  reportUnexpected: ReportUnexpected,
): () => void {
  const running = new Map<number, AbortController>()
  let isOpen = true
  const send = (response: Response) => {
    if (isOpen) channel.send(response)
  }

  const carryOut = async (id: number, method: string, input: unknown) => {
    const control = new AbortController()
    running.set(id, control)
    try {
      const output = await callHandler(handlers, method, input, control.signal)
      if (!control.signal.aborted) send({ id, output })
    } catch (error) {
      if (!control.signal.aborted) send({ id, error: wireErrorOf(error, reportUnexpected) })
    } finally {
      running.delete(id)
    }
  }

  channel.onMessage(message => {
    const request = requestOf(message)
    // Without a number there is nobody to answer.
    if (request === null) return
    if ('cancel' in request) running.get(request.id)?.abort(cancelled())
    else if (running.has(request.id)) {
      send({
        id: request.id,
        error: { code: 'wire/duplicate-id', message: 'A call with this number is under way.', details: {} },
      })
    } else void carryOut(request.id, request.method, request.input)
  })
  const stopListening = events.listen((event, payload) => send({ event, payload }))
  const end = () => {
    if (!isOpen) return
    isOpen = false
    stopListening()
    for (const control of running.values()) control.abort(cancelled())
  }
  channel.onClose(end)
  return () => {
    end()
    channel.close()
  }
}

/** A message as a request, or null when it is none. */
function requestOf(message: unknown): Request | null {
  if (typeof message !== 'object' || message === null) return null
  const { id, method, input, cancel } = message as Readonly<Record<string, unknown>>
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return null
  if (cancel === true) return { id, cancel }
  return { id, method: String(method), input }
}

async function callHandler(
  handlers: Handlers,
  method: string,
  input: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  if (!Object.hasOwn(handlers, method)) {
    throw new AnomaliteError('wire/unknown-method', `The program has no method “${method.slice(0, 100)}”.`)
  }
  const name = method as MethodName
  const checked = contract[name].input.safeParse(input)
  if (!checked.success) {
    const issue = checked.error.issues[0]!
    const place = issue.path.join('.') || 'the input'
    throw new AnomaliteError('wire/bad-input', `${method}: ${place}: ${issue.message}`, { method, place })
  }
  const handler = handlers[name] as (input: unknown, call: { signal: AbortSignal }) => unknown
  return handler(checked.data, { signal })
}

/** An error as it goes to a window: typed ones as they are, others without their insides. */
export function wireErrorOf(error: unknown, reportUnexpected: ReportUnexpected) {
  if (error instanceof AnomaliteError) {
    const details = Object.fromEntries(
      Object.entries(error.details).map(([key, value]) => [key, Array.isArray(value) ? [...value] : value]),
    ) as Record<string, string | number | boolean | null | string[]>
    return { code: error.code, message: error.message, details }
  }
  reportUnexpected(error)
  return {
    code: 'host/unexpected',
    message:
      'Something in the program went wrong that should not have. What it was stands in host.log of the data folder.',
    details: {},
  }
}

function cancelled(): AnomaliteError {
  return new AnomaliteError('wire/cancelled', 'Stopped before it was done, as asked.')
}
