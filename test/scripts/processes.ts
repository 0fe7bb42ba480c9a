import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder that lasts as long as the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'anomalite-scripts-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Starts a command with nothing on standard input; `ended` settles with how it ended and all it wrote. */
export function start(
  command: string,
  args: readonly string[],
  options: { cwd?: string; cache?: string } = {},
) {
  const env = { ...process.env, ...(options.cache ? { ANOMALITE_CACHE: options.cache } : {}) }
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env, cwd: options.cwd })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let output = ''
  const waiting: { text: string; resolve: () => void }[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', data => {
      output += data
      for (const wait of waiting) if (output.includes(wait.text)) wait.resolve()
    })
  }
  return {
    child,
    /** Settles when the command has written the text. */
    wrote: (text: string) =>
      new Promise<void>(resolve => {
        if (output.includes(text)) resolve()
        else waiting.push({ text, resolve })
      }),
    ended: new Promise<{ code: number | null; signal: string | null; output: string }>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code, signal) => resolve({ code, signal, output }))
    }),
  }
}

/** The arguments with which Node runs a module's text. */
export function moduleText(text: string): string[] {
  return ['--input-type=module', '--eval', text]
}
