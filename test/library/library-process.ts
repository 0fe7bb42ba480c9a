import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { onTestFinished } from 'vitest'

const library = new URL('../../src/library/index.ts', import.meta.url).href

/**
 * Starts a Node process that runs `script`, which may use `openLibrary` and `importList`, and waits until it
 * calls `ready()` or prints something.
 */
export async function spawnLibraryProcess(
  script: string,
  limits: { readonly fileSizeKib?: number } = {},
): Promise<ChildProcessWithoutNullStreams> {
  const module = `import { importList, openLibrary } from '${library}'
    const ready = () => process.stdout.write('ready\\n')
    setInterval(() => {}, 1000)
    ${script}`
  const node = [process.execPath, '--input-type=module', '-e', module]
  const limit = limits.fileSizeKib
  const child =
    limit === undefined
      ? spawn(node[0]!, node.slice(1))
      : spawn('bash', ['-c', `trap '' XFSZ; ulimit -f ${limit}; exec "$@"`, 'bash', ...node])
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let errors = ''
  child.stderr.on('data', chunk => {
    errors += chunk
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('readable', resolve)
    child.once('exit', code => reject(new Error(`The process ended with ${code}: ${errors}`)))
  })
  return child
}

/** What a process prints until it ends. */
export async function outputOf(child: ChildProcessWithoutNullStreams): Promise<string> {
  let output = ''
  for await (const chunk of child.stdout) output += chunk
  return output
}

/** Kills a process without warning and waits until it is gone. */
export async function killed(child: ChildProcessWithoutNullStreams): Promise<void> {
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}
