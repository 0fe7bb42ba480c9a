import { shallowReactive } from 'vue'

/** What came of a question: its answer, or why there is none. */
export type Answered<Answer> =
  | { readonly kind: 'answer'; readonly value: Answer }
  | { readonly kind: 'failure'; readonly error: unknown }

/** Answers to one question a row, asked for rows in view only. */
export interface LazyAnswers<Answer> {
  /** Says that a question's answer is looked at; returns what says that it no longer is. */
  want(question: string): () => void
  /** What is known of a question; undefined until then. Reactive. */
  of(question: string): Answered<Answer> | undefined
  /** The answers may have changed: those looked at are asked for anew, the old ones show until then. */
  renew(): void
  /** Ends all requests. */
  stop(): void
}

export interface LazySettings<Answer> {
  /** Answers in the order of the questions. Its signal aborts when none of the questions is looked at any more. */
  readonly ask: (questions: readonly string[], signal: AbortSignal) => Promise<readonly Answer[]>
  readonly mostAtOnce: number
  /** So long a question must have been looked at before it is asked: rows that fly past cost nothing. In milliseconds. */
  readonly pauseMs: number
  readonly mostKept: number
}

interface Batch {
  readonly questions: readonly string[]
  readonly control: AbortController
}

/** One batch is under way at a time, in the order in which rows came into view: those that have left are none of it. */
export function lazyAnswers<Answer>(settings: LazySettings<Answer>): LazyAnswers<Answer> {
  // In order of arrival: a Map keeps insertion order.
  const known = shallowReactive(new Map<string, Answered<Answer>>())
  const fresh = new Set<string>()
  const wanted = new Map<string, number>()
  let batch: Batch | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function wake(): void {
    if (timer !== undefined || batch !== null) return
    timer = setTimeout(() => {
      timer = undefined
      void next()
    }, settings.pauseMs)
  }

  async function next(): Promise<void> {
    const questions = [...wanted.keys()]
      .filter(question => !fresh.has(question))
      .slice(0, settings.mostAtOnce)
    if (questions.length === 0) return
    const control = new AbortController()
    batch = { questions, control }
    try {
      const answers = await settings.ask(questions, control.signal)
      if (!control.signal.aborted) {
        for (const [i, question] of questions.entries())
          keep(question, { kind: 'answer', value: answers[i]! })
      }
    } catch (error) {
      if (!control.signal.aborted) {
        for (const question of questions) keep(question, { kind: 'failure', error })
      }
    }
    if (batch?.control === control) batch = null
    wake()
  }

  function keep(question: string, answered: Answered<Answer>): void {
    known.delete(question)
    known.set(question, answered)
    fresh.add(question)
    for (const oldest of known.keys()) {
      if (known.size <= settings.mostKept) break
      if (wanted.has(oldest)) continue
      known.delete(oldest)
      fresh.delete(oldest)
    }
  }

  function release(question: string): void {
    const left = wanted.get(question)! - 1
    if (left > 0) wanted.set(question, left)
    else {
      wanted.delete(question)
      // A failure is tried again when it is looked at again.
      if (known.get(question)?.kind === 'failure') fresh.delete(question)
    }
    if (batch !== null && !batch.questions.some(asked => wanted.has(asked))) giveUp()
  }

  function giveUp(): void {
    batch?.control.abort(new DOMException('Nobody looks at these rows any more.', 'AbortError'))
    batch = null
    wake()
  }

  return {
    want(question) {
      wanted.set(question, (wanted.get(question) ?? 0) + 1)
      wake()
      let isHeld = true
      return () => {
        if (isHeld) release(question)
        isHeld = false
      }
    },
    of: question => known.get(question),
    renew() {
      fresh.clear()
      giveUp()
    },
    stop() {
      wanted.clear()
      giveUp()
      clearTimeout(timer)
      timer = undefined
    },
  }
}
