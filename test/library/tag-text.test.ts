import { expect, test } from 'vitest'
import { tagsOfText, tagText } from '../../src/library/tag-text.ts'

test.each<[cell: string, tags: string[]]>([
  ['made; XRD', ['XRD', 'made']],
  ['made;made ; ;', ['made']],
  ['', []],
  ['2" wafer; "two; in one"', ['2" wafer', 'two; in one']],
  ['"never closed; b', ['"never closed', 'b']],
  ['"a" b; c', ['"a" b', 'c']],
])('the cell %o has the tags %o', (cell, tags) => {
  expect(tagsOfText(cell)).toEqual(tags)
})

test('tags become one cell, from which they come back', () => {
  const tags = ['"quoted"', 'a; b', 'plain']
  expect(tagText(tags)).toBe('"""quoted"""; "a; b"; plain')
  expect(tagsOfText(tagText(tags))).toEqual(tags)
})
