import { expect, it } from 'vitest'
import { ref } from 'vue'
import { freeName, isTaken } from '../../../src/renderer/components/job-form/names.ts'
import { useName } from '../../../src/renderer/components/job-form/use-name.ts'
import { words } from '../../../src/renderer/messages/index.ts'

it.each<[string[], string]>([
  [[], 'Known stable, retrained'],
  [['known stable, RETRAINED'], 'Known stable, retrained 2'],
  [['Known stable, retrained', 'Known stable, retrained 2'], 'Known stable, retrained 3'],
])('beside %j a new model is called “%s”', (taken, name) => {
  expect(freeName(number => words.retraining.suggestedName('Known stable', number), taken)).toBe(name)
})

it('a name is taken whatever the case of its letters and the space around it', () => {
  expect(isTaken(' made HERE ', ['Made here'])).toBe(true)
  expect(isTaken('Made there', ['Made here'])).toBe(false)
})

it('a name is suggested until one is typed, and none where nothing is chosen', () => {
  const typed = ref<string | null>(null)
  const source = ref('')
  const taken = ref(['Made here'])
  const name = useName(
    typed,
    () => source.value,
    words.training.suggestedName,
    () => taken.value,
  )
  expect(name).toMatchObject({ text: '', isMissing: true, isTaken: false })
  source.value = 'Made here'
  expect(name).toMatchObject({ text: 'Made here (2)', isMissing: false, isTaken: false })
  name.text = ' made here'
  expect(name.isTaken).toBe(true)
  // An emptied field stays empty.
  name.text = ''
  expect(name).toMatchObject({ text: '', isMissing: true })
})

it.each<[string[], string]>([
  [[], ''],
  [['Made here', 'Known stable'], 'Made here, Known stable'],
  [['Made here', 'Known stable', 'Literature'], 'Made here and 2 more'],
])('data of %j are called “%s”', (names, source) => {
  expect(words.training.data.sources(names)).toBe(source)
})
