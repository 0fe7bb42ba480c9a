import { describe, expect, test } from 'vitest'
import type { EntryRow } from '../../../src/contract/index.ts'
import { commonTags, commonValue } from '../../../src/renderer/screens/library/details/common-values.ts'
import { copiedText } from '../../../src/renderer/screens/library/entries/copied-text.ts'
import { readTags, tagChange } from '../../../src/renderer/screens/library/entries/tag-text.ts'
import { addressOfPlace, placeOfAddress } from '../../../src/renderer/screens/library/place.ts'

const garnet: EntryRow = {
  id: 1,
  list: 1,
  text: 'Li7La3Zr2O12',
  line: 2,
  formula: 'La3Li7O12Zr2',
  problem: null,
  duplicateOfLine: null,
  externalId: 'mp-942733',
  label: 'to try',
  note: null,
  tags: ['garnet', 'Monday'],
  binnedAt: null,
  energyAboveHullEvPerAtom: 0.009,
  otherColumns: {},
  outsideElements: [],
  score: 0.0312,
  percentile: 71.4,
  rank: 1,
  trainedOn: false,
  unseenElements: [],
  olderScore: null,
  comparedOutsideElements: [],
  comparedScore: 2.15,
  comparedPercentile: 63.2,
  comparedRank: null,
  comparedTrainedOn: false,
  comparedOlderScore: null,
}
const slip: EntryRow = {
  ...garnet,
  id: 2,
  text: 'NaCL',
  formula: null,
  externalId: null,
  label: null,
  note: 'a slip\tof the pen\nhere',
  tags: ['Monday'],
  energyAboveHullEvPerAtom: null,
  score: null,
  comparedScore: null,
  comparedPercentile: null,
  percentile: null,
}

describe('what several entries have in common', () => {
  test('is a value, none at all, or several', () => {
    expect(commonValue([garnet, garnet], 'label')).toEqual({ kind: 'same', value: 'to try' })
    expect(commonValue([garnet, garnet], 'note')).toEqual({ kind: 'same', value: '' })
    expect(commonValue([garnet, slip], 'label')).toEqual({ kind: 'several' })
  })

  test('is every tag with how many have it', () => {
    expect(commonTags([garnet, slip])).toEqual([
      { tag: 'garnet', entries: 1 },
      { tag: 'Monday', entries: 2 },
    ])
  })
})

describe('tags as they are typed', () => {
  test.each([
    ['garnet, Monday', ['garnet', 'Monday']],
    [' garnet ,, single   phase, garnet', ['garnet', 'single phase']],
    ['', []],
  ])('%j', (text, tags) => {
    expect(readTags(text)).toEqual(tags)
  })

  test('become what is added and what is removed', () => {
    expect(tagChange(['garnet', 'Monday'], ['Monday', 'Friday'])).toEqual({
      addTags: ['Friday'],
      removeTags: ['garnet'],
    })
  })
})

test('rows go to the clipboard as a table, whatever their notes hold', () => {
  expect(copiedText([garnet, slip])).toBe(
    [
      'formula\tRMSE\tpercentile\tstability percentile\tstability log-odds\te_above_hull\tlabel\ttags\tnote\tid',
      'Li7La3Zr2O12\t0.0312\t71.4\t63.2\t2.15\t0.009\tto try\tgarnet, Monday\t\tmp-942733',
      'NaCL\t\t\t\t\t\t\tMonday\ta slip of the pen here\t',
    ].join('\n'),
  )
})

describe('places of the library', () => {
  test.each([{ kind: 'all' }, { kind: 'bin' }, { kind: 'list', list: 12 }] as const)(
    '%j has an address',
    place => {
      expect(placeOfAddress(addressOfPlace(place))).toEqual(place)
    },
  )

  test.each([{ list: 'x' }, { list: '-3' }, { list: '1.5' }, { in: 'attic' }])('%j is no place', address => {
    expect(placeOfAddress(address)).toEqual({ kind: 'all' })
  })
})
