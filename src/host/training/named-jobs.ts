import type { Job, JobKind } from '../../contract/index.ts'
import { AnomaliteError } from '../../domain/error.ts'
import { folderName } from '../folders.ts'
import { isUnfinished, type JobService } from '../jobs/index.ts'

/** Jobs of one kind, each of which makes a model of a name in a folder of its own. */
export interface NamedJobs<Parameters extends { readonly name: string }> {
  /** Those that are not finished; `asked` is null for what an earlier version of the program has left. */
  unfinished(): Promise<{ readonly job: Job; readonly asked: Parameters | null }[]>
  /** What a job is carried out by; null likewise. Throws `library/no-such-job`. */
  askedOf(job: number): Promise<Parameters | null>
  /** Throws `training/run-exists` when an unfinished job makes a model of that name. */
  refuseTwin(name: string, what: string): Promise<void>
  /**
   * Makes interrupted jobs of folders that a command or a lost library left unfinished. One whose name cannot be read
   * is left where it is: there is nothing to go on with.
   */
  adopt(folders: readonly string[], nameIn: (folder: string) => Promise<string>): Promise<void>
}

/** `read` gives the parameters that are kept with a job, of which `begin` is null where it was begun outside. */
export function namedJobs<Parameters extends { readonly name: string }>(
  jobs: Pick<JobService, 'all' | 'parametersOf' | 'adopt'>,
  kind: JobKind,
  read: (kept: unknown) => Parameters | null,
): NamedJobs<Parameters> {
  const askedOf = async (job: number) => read(await jobs.parametersOf(job))
  const unfinished = async () => {
    const open = (await jobs.all()).filter(job => job.kind === kind && isUnfinished(job))
    return Promise.all(open.map(async job => ({ job, asked: await askedOf(job.id) })))
  }
  return {
    unfinished,
    askedOf,
    async refuseTwin(name, what) {
      const twin = (await unfinished()).find(
        ({ asked }) => asked !== null && folderName(asked.name) === folderName(name),
      )
      if (twin === undefined) return
      throw new AnomaliteError(
        'training/run-exists',
        `There is an unfinished ${what} “${twin.job.subject}” already. Let it go on, or choose another name.`,
        { name },
      )
    },
    async adopt(folders, nameIn) {
      const known = (await unfinished()).map(({ asked }) => asked && folderName(asked.name))
      for (const folder of folders) {
        if (known.includes(folder)) continue
        const name = await nameIn(folder).catch(() => null)
        if (name !== null && folderName(name) === folder) await jobs.adopt(kind, name, { name, begin: null })
      }
    },
  }
}
