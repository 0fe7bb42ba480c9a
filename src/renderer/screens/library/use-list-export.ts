import { ref } from 'vue'
import type { Input, List } from '../../../contract/index.ts'
import { useHost } from '../../host/index.ts'
import { saveFile } from '../../host/save-file.ts'

export type ListFormat = Input<'lists.export'>['format']

/** Lists as files, to be kept elsewhere. */
export function useListExport() {
  const host = useHost()
  const isWriting = ref(false)

  return {
    isWriting,
    async save({ id }: List, format: ListFormat): Promise<void> {
      isWriting.value = true
      try {
        const { file, fileName } = await host.call('lists.export', { list: id, format })
        await saveFile(host, file, fileName)
      } finally {
        isWriting.value = false
      }
    },
  }
}
