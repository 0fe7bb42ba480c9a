import type { EntryRow } from '../../../../contract/index.ts'
import type { EntryRows } from '../../../components/entry-filter/index.ts'
import { type RowSelection, selectedRanges } from '../../../components/virtual-table/index.ts'
import { words } from '../../../messages/index.ts'
import { notify } from '../../../shell/notices.ts'
import { copiedText } from './copied-text.ts'

/** Rows that the clipboard takes; a file has all. */
const MOST_COPIED = 10_000
const ROWS_AT_ONCE = 1000

/** Puts the selected rows on the clipboard as text, and says so. */
export async function copyAsText(rows: EntryRows, selection: RowSelection): Promise<void> {
  const copied: EntryRow[] = []
  const { signal } = new AbortController()
  let isWhole = true
  for (const { from, to } of selectedRanges(selection, rows.total.value)) {
    for (let offset = from; offset <= to; offset += ROWS_AT_ONCE) {
      const room = MOST_COPIED - copied.length
      const count = Math.min(ROWS_AT_ONCE, to - offset + 1, room)
      if (count < Math.min(ROWS_AT_ONCE, to - offset + 1)) isWhole = false
      if (count > 0) copied.push(...(await rows.load(offset, count, signal)))
    }
  }
  await navigator.clipboard.writeText(copiedText(copied))
  const { onClipboard, clipboardLimit } = words.library.told
  notify({ tone: 'plain', text: isWhole ? onClipboard(copied.length) : clipboardLimit(MOST_COPIED) })
}
