import { shallowReactive } from 'vue'

export type NoticeTone = 'plain' | 'good' | 'warning' | 'bad'

/** What a notice says, and the one thing that can be done about it. */
export interface NoticeContent {
  readonly tone: NoticeTone
  readonly title?: string
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

export interface Notice extends NoticeContent {
  readonly id: number
}

/** How long a notice stays, in milliseconds; errors stay until they are dismissed. */
const STAY: Readonly<Record<NoticeTone, number>> = {
  plain: 6000,
  good: 6000,
  warning: 12000,
  bad: Number.POSITIVE_INFINITY,
}

/** More than these at once are noise: the oldest goes. */
const MOST = 5

const shown = shallowReactive<Notice[]>([])
let lastId = 0

/** The notices on screen, oldest first. */
export const notices: readonly Notice[] = shown

/** Shows a notice; the same one twice in a row shows once. Returns its number, by which it can be taken back. */
export function notify(content: NoticeContent): number {
  const twin = shown.find(notice => notice.tone === content.tone && notice.text === content.text)
  if (twin !== undefined) dismissNotice(twin.id)
  const notice = { ...content, id: ++lastId }
  shown.push(notice)
  if (shown.length > MOST) shown.shift()
  const stay = STAY[content.tone] + (content.action === undefined ? 0 : 4000)
  if (Number.isFinite(stay)) setTimeout(dismissNotice, stay, notice.id)
  return notice.id
}

export function dismissNotice(id: number): void {
  const index = shown.findIndex(notice => notice.id === id)
  if (index >= 0) shown.splice(index, 1)
}
