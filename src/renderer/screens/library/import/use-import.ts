import { onScopeDispose, ref, shallowRef } from 'vue'
import type { ImportPreview, Input, Job, ReadingChoice } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'
import { sendFile } from '../../../host/send-file.ts'
import { failureText } from '../../../shell/failure.ts'
import { useFollowedJob, useJobsStore } from '../../../stores/jobs.ts'

/** What is found out by the host. */
const OPEN_CHOICE: ReadingChoice = { encoding: null, delimiter: null, sheet: null, header: null, columns: {} }

type Target = Input<'imports.run'>['into']
type Repeated = Input<'imports.run'>['repeated']

/** A list on its way into the library: sent, looked at, and imported. */
export function useImport() {
  const host = useHost()
  const jobs = useJobsStore()
  /** The import, once it has begun. */
  const { job, follow } = useFollowedJob()
  const state = ref<'empty' | 'reading' | 'ready' | 'importing' | 'done'>('empty')
  const fileName = ref('')
  const preview = shallowRef<ImportPreview | null>(null)
  const problem = ref<string | null>(null)
  let file: string | null = null
  /** What the user has laid down so far; the rest is found out anew for each change. */
  let choice = OPEN_CHOICE
  let control = new AbortController()

  /** Carries out what replaces all that is under way; an end by the user is no problem. */
  async function attempt(work: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    control.abort()
    const mine = new AbortController()
    control = mine
    state.value = 'reading'
    problem.value = null
    try {
      await work(mine.signal)
    } catch (error) {
      if (!mine.signal.aborted) problem.value = failureText(error)
    } finally {
      if (control === mine) state.value = file === null ? 'empty' : 'ready'
    }
  }

  function discard(): void {
    if (file !== null) host.call('files.discard', { file }).catch(() => undefined)
    file = null
  }

  async function read(signal: AbortSignal): Promise<void> {
    if (file === null) return
    preview.value = await host.call('imports.preview', { file, choice }, { signal })
  }

  /** Back to where no file was chosen. An import that runs goes on without being looked at. */
  function clear(): void {
    control.abort()
    if (state.value === 'importing') file = null
    discard()
    follow(null)
    preview.value = null
    problem.value = null
    state.value = 'empty'
  }

  onScopeDispose(clear)

  return {
    state,
    job,
    fileName,
    preview,
    problem,
    clear,
    /** Sends a file and looks at it. */
    open(content: Blob, name: string) {
      return attempt(async signal => {
        discard()
        choice = OPEN_CHOICE
        preview.value = null
        fileName.value = name
        const sent = await sendFile(host, content, name, signal)
        if (signal.aborted) return
        file = sent
        await read(signal)
      })
    },
    /** Reads the file anew. What depends on a changed encoding, delimiter, sheet or header is found out again. */
    change(changed: Partial<ReadingChoice>) {
      const columns = changed.columns === undefined ? {} : { ...choice.columns, ...changed.columns }
      choice = { ...choice, ...changed, columns }
      return attempt(read)
    },
    /** Imports by the choice that the preview shows. Resolves with the job at its end, null when none began. */
    async run(into: Target, repeated: Repeated): Promise<Job | null> {
      const shown = preview.value
      if (file === null || shown === null) return null
      const mine = new AbortController()
      control = mine
      state.value = 'importing'
      problem.value = null
      try {
        const { lines } = shown.counts
        const begun = await host.call('imports.run', { file, choice: shown.choice, into, repeated, lines })
        if (!mine.signal.aborted) follow(begun)
        const end = await jobs.ended(begun)
        if (mine.signal.aborted) return end
        state.value = end.state === 'done' ? 'done' : 'ready'
        problem.value = end.error?.message ?? null
        // The host has no more use for it.
        if (end.state === 'done') file = null
        return end
      } catch (error) {
        if (mine.signal.aborted) throw error
        state.value = 'ready'
        problem.value = failureText(error)
        return null
      }
    },
  }
}
