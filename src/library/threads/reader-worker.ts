/** The thread that answers queries: it holds all that is filtered and sorted by in memory. */
import { type EntryReader, openEntryReader } from '../query/entry-reader.ts'
import { answerCalls, tellParent } from './answering.ts'

let reader: EntryReader | null = null
let revision = 0
let isLoaded = false
let isWorking = false

type AnyMethod = (...input: readonly unknown[]) => unknown

answerCalls(
  name => input => {
    if (name === 'open') {
      const [folder, first] = input as [string, number]
      reader = openEntryReader(folder)
      revision = first
      wake()
      return null
    }
    const output = (reader![name as keyof EntryReader] as AnyMethod)(...input)
    wake()
    return { output, revision }
  },
  ({ change, revision: told }) => {
    reader!.apply(change)
    revision = told
    wake()
  },
  () => reader?.close(),
)

function wake(): void {
  if (isWorking) return
  isWorking = true
  setImmediate(work)
}

/** A piece at a time, so that the first questions are answered in between. */
function work(): void {
  if (!isLoaded) {
    isLoaded = !reader!.loadMore()
    if (isLoaded) tellParent({ loaded: true })
  } else if (!reader!.prepareMore()) {
    isWorking = false
    return
  }
  setImmediate(work)
}
