import { readFileSync } from 'node:fs'

/** The compute processes that the program has started, the latest last, by Linux's list of processes; none elsewhere. */
export function computeProcesses(): number[] {
  if (process.platform !== 'linux') return []
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim()
  if (children === '') return []
  return children
    .split(' ')
    .map(Number)
    .filter(pid => commandOf(pid).includes('compute/process'))
}

/** Nothing for a process that has just ended. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
