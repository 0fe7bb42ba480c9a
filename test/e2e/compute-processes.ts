import { readFileSync } from 'node:fs'

/** The compute processes that the program has started, by Linux's list of processes; none elsewhere. */
export function computeProcesses(): number[] {
  if (process.platform !== 'linux') return []
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim()
  if (children === '') return []
  return children
    .split(' ')
    .map(Number)
    .filter(pid => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('compute/process'))
}
