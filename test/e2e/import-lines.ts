import type { HostClient, Job } from '../../src/contract/index.ts'

const FOUND_OUT = { encoding: null, delimiter: null, sheet: null, header: null, columns: {} } as const

/** Imports lines as a file "<name>.csv" into a list of that name, as the wizard does; resolves with the list's number. */
export async function importLines(host: HostClient, name: string, lines: readonly string[]): Promise<number> {
  const bytes = new TextEncoder().encode(`formula\n${lines.join('\n')}\n`)
  const { file } = await host.call('files.open', { fileName: `${name}.csv`, bytes: bytes.length })
  for (let offset = 0; offset < bytes.length; offset += 1 << 20) {
    await host.call('files.append', { file, bytes: bytes.slice(offset, offset + (1 << 20)) })
  }
  const { choice, counts } = await host.call('imports.preview', { file, choice: FOUND_OUT })
  const into = { newList: name, kind: 'literature' as const }
  const begun = await host.call('imports.run', { file, choice, into, repeated: 'keep', lines: counts.lines })
  const { result } = await ended(host, begun)
  if (result?.kind !== 'list') throw new Error(`The import of “${name}” made no list.`)
  return result.list
}

/** Resolves with a job once it has ended. */
function ended(host: HostClient, job: Job): Promise<Job> {
  return new Promise((resolve, reject) => {
    const look = (seen: Job | undefined) => {
      if (seen === undefined || seen.id !== job.id || seen.finishedAt === null) return
      stop()
      resolve(seen)
    }
    const stop = host.listen('job', look)
    host.call('jobs.all', {}).then(jobs => look(jobs.find(({ id }) => id === job.id)), reject)
  })
}
