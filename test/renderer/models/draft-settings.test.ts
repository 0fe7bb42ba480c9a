import { expect, it } from 'vitest'
import { useDraftSettings } from '../../../src/renderer/screens/models/training/draft-settings.ts'

it('settings go back to what is usual, but for the engine', () => {
  const draft = useDraftSettings<{ backend: string; epochs: number }>()
  draft.change({ epochs: 7 })
  expect(draft.settings.value).toBeNull()

  draft.begin({ backend: 'auto', epochs: 500 })
  draft.change({ epochs: 7, backend: 'wasm' })
  expect(draft.settings.value).toEqual({ backend: 'wasm', epochs: 7 })
  draft.reset()
  expect(draft.settings.value).toEqual({ backend: 'wasm', epochs: 500 })

  // What is usual for another model.
  draft.begin({ backend: 'auto', epochs: 20 })
  expect(draft.settings.value).toEqual({ backend: 'wasm', epochs: 20 })
})
