import { useDialog } from 'naive-ui'
import { words } from '../messages/index.ts'

/** A question before something that is hard to take back. */
export interface Question {
  readonly title: string
  readonly text: string
  /** The button that goes on: a verb, such as "Empty the bin". */
  readonly action: string
  readonly tone: 'plain' | 'danger'
}

/** Asks and waits: true for the action, false for anything else. To be called while a component is set up. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const dialog = useDialog()
  return ({ title, text, action, tone }) =>
    new Promise(resolve => {
      dialog.create({
        title,
        content: text,
        positiveText: action,
        negativeText: words.shell.confirm.cancel,
        positiveButtonProps: { type: tone === 'danger' ? 'error' : 'primary' },
        showIcon: false,
        autoFocus: true,
        onPositiveClick: () => resolve(true),
        onNegativeClick: () => resolve(false),
        onClose: () => resolve(false),
        onEsc: () => resolve(false),
        onMaskClick: () => resolve(false),
      })
    })
}
