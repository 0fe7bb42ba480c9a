import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { nativeLibraryEnvironment } from './environment.ts'
import type { ComputeRequest, ComputeResponse } from './protocol.ts'

/** A compute process seen from the program that uses it. */
export interface ComputeChannel {
  readonly pid: number
  /** Sends a request; without effect once the process is gone or disconnected. */
  send(request: ComputeRequest): void
  /** Called once, before the first request. */
  onMessage(handler: (response: ComputeResponse) => void): void
  /** Tells how the process ended (`SIGKILL`, `exit code 1`), also when it has ended already. Called once. */
  onExit(handler: (how: string) => void): void
  /** The end of what the process wrote on standard error. */
  stderrTail(): string
  /** Closes the channel: the process saves what it must and ends. */
  disconnect(): void
  /** Ends the process at once. */
  kill(): void
}

/**
 * Starts a compute process that serves the other end of the channel (`serveCompute`). Where the program cannot fork,
 * as in a packaged Electron, another launcher is given in place of `forkCompute`.
 */
export type LaunchCompute = () => ComputeChannel | Promise<ComputeChannel>

/** Variables that a compute process is to start with, besides those of the program. */
export function computeEnvironment(): Record<string, string> {
  return { TF_CPP_MIN_LOG_LEVEL: '2', ...nativeLibraryEnvironment() }
}

/** Characters of standard error that are kept. */
const STDERR_TAIL = 2000

/** Forks a compute process of Node. */
export function forkCompute(): ComputeChannel {
  const child = fork(fileURLToPath(new URL('./process.ts', import.meta.url)), {
    serialization: 'advanced',
    // TensorFlow logs on both streams; standard output belongs to the program's own results.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, ...computeEnvironment() },
  })
  let tail = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-STDERR_TAIL)
  })
  return {
    pid: child.pid ?? 0,
    send(request) {
      if (child.connected) child.send(request)
    },
    onMessage: handler => void child.on('message', handler),
    onExit(handler) {
      child.on('error', error => handler(error.message))
      child.on('exit', (code, signal) => handler(signal ?? `exit code ${code}`))
    },
    stderrTail: () => tail,
    disconnect() {
      if (child.connected) child.disconnect()
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
