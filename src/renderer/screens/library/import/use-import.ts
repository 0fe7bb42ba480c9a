import { onScopeDispose, ref, shallowRef } from 'vue'
import type { ImportPreview, Input, List, ReadingChoice } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'
import { sendFile } from '../../../host/send-file.ts'
import { failureText } from '../../../shell/failure.ts'

/** What is found out by the host. */
const OPEN_CHOICE: ReadingChoice = { encoding: null, delimiter: null, sheet: null, header: null, columns: {} }

type Target = Input<'imports.run'>['into']
type Repeated = Input<'imports.run'>['repeated']

/** A list on its way into the library: sent, looked at, and imported. */
export function useImport() {
  const host = useHost()
  const state = ref<'empty' | 'reading' | 'ready' | 'importing'>('empty')
  const fileName = ref('')
  const preview = shallowRef<ImportPreview | null>(null)
  const problem = ref<string | null>(null)
  let file: string | null = null
  /** What the user has laid down so far; the rest is found out anew for each change. */
  let choice = OPEN_CHOICE
  let control = new AbortController()

  /** Carries out what replaces all that is under way; an end by the user is no problem. */
  async function attempt<T>(during: 'reading' | 'importing', work: (signal: AbortSignal) => Promise<T>) {
    control.abort()
    const mine = new AbortController()
    control = mine
    state.value = during
    problem.value = null
    try {
      return await work(mine.signal)
    } catch (error) {
      if (!mine.signal.aborted) problem.value = failureText(error)
      return null
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

  onScopeDispose(() => {
    control.abort()
    discard()
  })

  return {
    state,
    fileName,
    preview,
    problem,
    /** Sends a file and looks at it. */
    open(content: Blob, name: string) {
      return attempt('reading', async signal => {
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
      return attempt('reading', read)
    },
    /** Imports by the choice that the preview shows. Null when it failed or was stopped. */
    run(into: Target, repeated: Repeated): Promise<List | null> {
      return attempt('importing', async signal => {
        if (file === null || preview.value === null) return null
        const { list } = await host.call(
          'imports.run',
          { file, choice: preview.value.choice, into, repeated },
          { signal },
        )
        return list
      })
    },
    stop() {
      control.abort()
      state.value = file === null ? 'empty' : 'ready'
    },
    /** Back to where no file was chosen. */
    clear() {
      control.abort()
      discard()
      preview.value = null
      problem.value = null
      state.value = 'empty'
    },
  }
}
