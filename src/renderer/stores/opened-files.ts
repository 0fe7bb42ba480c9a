import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { OpenedFile } from '../../contract/bridge.ts'
import { MODEL_ENDINGS } from '../../contract/file-endings.ts'

/** What a file holds, by its ending, and with that the screen that takes it. */
export type OpenedKind = 'list' | 'model'

/** Files that were opened with the program from outside, until the screen of their kind takes them. */
export const useOpenedFilesStore = defineStore('opened-files', () => {
  const waiting = shallowRef<readonly File[]>([])

  const ofKind = (kind: OpenedKind) => waiting.value.filter(({ name }) => kindOf(name) === kind)

  return {
    /** Whether there is one to take. */
    hasList: computed(() => ofKind('list').length > 0),
    hasModel: computed(() => ofKind('model').length > 0),
    /** Fetches what was opened. Throws what fetching throws. */
    async add(files: readonly OpenedFile[]): Promise<void> {
      const fetched = await Promise.all(files.map(fetchFile))
      waiting.value = [...waiting.value, ...fetched]
    },
    /** The first file of a kind, which then waits no longer; null when there is none. */
    take(kind: OpenedKind): File | null {
      const taken = ofKind(kind)[0] ?? null
      waiting.value = waiting.value.filter(file => file !== taken)
      return taken
    },
  }
})

export function kindOf(name: string): OpenedKind {
  return MODEL_ENDINGS.some(ending => name.toLowerCase().endsWith(ending)) ? 'model' : 'list'
}

async function fetchFile({ name, url }: OpenedFile): Promise<File> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${name} could not be opened (${response.status}).`)
  return new File([await response.blob()], name)
}
