import type { List } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'
import { words } from '../../../messages/index.ts'
import { reportFailure } from '../../../shell/failure.ts'
import { notify } from '../../../shell/notices.ts'

const LAST_LIST = 'anomalite.last-list'

/** Id of the list that compositions were last added to; null when there was none. */
export function lastList(): number | null {
  const kept = Number(localStorage.getItem(LAST_LIST))
  return Number.isInteger(kept) && kept > 0 ? kept : null
}

/** Adds formulas to a list, says so, and offers to take it back. */
export async function addToList(list: List, formulas: readonly string[]): Promise<void> {
  const host = useHost()
  const { step } = await host.call('lists.addLines', { list: list.id, lines: [...formulas] })
  localStorage.setItem(LAST_LIST, String(list.id))
  say(list, formulas, () => host.call('history.undo', { step }))
}

/** Makes a list of formulas, says so, and offers to take it back. */
export async function addToNewList(name: string, formulas: readonly string[]): Promise<void> {
  const host = useHost()
  const { list, step } = await host.call('lists.create', { name, kind: 'scratch', lines: [...formulas] })
  localStorage.setItem(LAST_LIST, String(list.id))
  say(list, formulas, () => host.call('history.undo', { step }))
}

function say(list: List, formulas: readonly string[], takeBack: () => Promise<unknown>): void {
  const [first] = formulas
  notify({
    tone: 'good',
    text:
      formulas.length === 1 && first !== undefined
        ? words.compose.add.added(first, list.name)
        : words.compose.add.addedMany(formulas.length, list.name),
    action: { label: words.compose.add.undo, run: () => void takeBack().catch(reportFailure) },
  })
}
