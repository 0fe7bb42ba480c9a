/** The thread that answers queries: it holds all that is filtered and sorted by in memory. */
import { type EntryReader, openEntryReader } from '../query/entry-reader.ts'
import { answerCalls, tellParent } from './answering.ts'

let reader: EntryReader | null = null
let revision = 0

type AnyMethod = (...input: readonly unknown[]) => unknown

answerCalls(
  name => input => {
    if (name === 'open') {
      const [folder, first] = input as [string, number]
      reader = openEntryReader(folder)
      revision = first
      setImmediate(loadMore)
      return null
    }
    return { output: (reader![name as keyof EntryReader] as AnyMethod)(...input), revision }
  },
  ({ change, revision: told }) => {
    reader!.apply(change)
    revision = told
  },
  () => reader?.close(),
)

/** A piece at a time, so that the first questions are answered in between. */
function loadMore(): void {
  if (reader!.loadMore()) setImmediate(loadMore)
  else tellParent({ loaded: true })
}
