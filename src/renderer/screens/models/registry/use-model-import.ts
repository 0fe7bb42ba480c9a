import { useHost } from '../../../host/index.ts'
import { sendFile } from '../../../host/send-file.ts'
import { words } from '../../../messages/index.ts'
import { failureText } from '../../../shell/failure.ts'
import { notify } from '../../../shell/notices.ts'

/** Imports a model's file; gives its id, or null after telling why it cannot be used. */
export function useModelImport(): (file: File) => Promise<string | null> {
  const host = useHost()
  return async file => {
    try {
      const sent = await sendFile(host, file, file.name, new AbortController().signal)
      const { id, name } = await host.call('models.import', { file: sent })
      notify({ tone: 'good', text: words.models.imported(name) })
      return id
    } catch (error) {
      notify({ tone: 'bad', title: words.models.notImported, text: failureText(error) })
      return null
    }
  }
}
