import { describe, expect, it } from 'vitest'
import { nextTick, reactive, ref } from 'vue'
import { AnomaliteError } from '../../../src/domain/error.ts'
import { type FormField, fieldOfFailure } from '../../../src/renderer/components/job-form/failed-field.ts'
import type { Counting } from '../../../src/renderer/components/job-form/use-counting.ts'
import { useJobStart } from '../../../src/renderer/components/job-form/use-job-start.ts'

const refused = (code: string) => new AnomaliteError(code, `Refused: ${code}.`)

it.each<[string, FormField | null]>([
  ['model/exists', 'name'],
  ['training/run-exists', 'name'],
  ['study/exists', 'name'],
  ['model/unknown', 'model'],
  ['library/no-such-list', 'lists'],
  ['retraining/no-positives', 'lists'],
  ['retraining/nothing-to-train', 'heldOut'],
  ['retraining/too-few-for-folds', 'folds'],
  ['wire/closed', null],
])('%s is told at %s', (code, field) => {
  expect(fieldOfFailure(refused(code))).toBe(field)
})

describe('a start that is refused', () => {
  const uncounted: Counting<unknown> = { counts: null, isCounting: false, failure: null }

  it('is told at the field that can mend it, until something else is asked for', async () => {
    const name = ref('Made here')
    const start = useJobStart(
      () => name.value,
      uncounted,
      () => Promise.reject(refused('model/exists')),
    )
    await start.start()
    expect(start.wrongAt('name')).toBe('Refused: model/exists.')
    expect(start.wrongAt('lists')).toBeNull()
    expect(start.refusal).toBeNull()

    name.value = 'Made there'
    await nextTick()
    expect(start.wrongAt('name')).toBeNull()
  })

  it('is told beside the button where no field can', async () => {
    const start = useJobStart(
      () => null,
      uncounted,
      () => Promise.reject(refused('wire/closed')),
    )
    await start.start()
    expect(start.refusal).toBe('Refused: wire/closed.')
  })
})

it('what cannot be counted is told at its field as well', () => {
  const counting = reactive({ counts: null, isCounting: false, failure: null as unknown })
  const start = useJobStart(
    () => null,
    counting,
    () => Promise.resolve(),
  )
  expect(start.wrongAt('folds')).toBeNull()
  counting.failure = refused('retraining/too-few-for-folds')
  expect(start.wrongAt('folds')).toBe('Refused: retraining/too-few-for-folds.')
})

it('work begins once, however often the button is pressed', async () => {
  const begun = Promise.withResolvers<void>()
  let starts = 0
  const start = useJobStart(
    () => null,
    { counts: 1, isCounting: false, failure: null },
    () => {
      starts++
      return begun.promise
    },
  )
  const first = start.start()
  const second = start.start()
  expect(start.isStarting).toBe(true)
  begun.resolve()
  await Promise.all([first, second])
  expect([starts, start.isStarting]).toEqual([1, false])
})
