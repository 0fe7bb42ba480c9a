import { describe, expect, it } from 'vitest'
import { descriptorBlock, triangleIndex } from '../../../src/domain/descriptor/blocks.ts'
import {
  DESCRIPTOR_BLOCKS,
  DESCRIPTOR_DIMENSIONS,
  featureLabels,
} from '../../../src/domain/descriptor/index.ts'

describe('descriptor blocks', () => {
  it('are 39 blocks that cover 1994 features without gap or overlap', () => {
    expect(DESCRIPTOR_BLOCKS).toHaveLength(39)
    let end = 0
    for (const { offset, length } of DESCRIPTOR_BLOCKS) {
      expect(offset).toBe(end)
      end += length
    }
    expect(end).toBe(1994)
    expect(DESCRIPTOR_DIMENSIONS).toBe(1994)
  })

  it.each([
    ['AN', 0, 101],
    ['EN', 101, 50],
    ['MP', 151, 50],
    ['PN', 201, 19],
    ['PG', 220, 19],
    ['MN', 239, 102],
    ['AW', 341, 50],
    ['AR', 391, 50],
    ['IR', 441, 50],
    ['CoR', 491, 50],
    ['CrR', 541, 50],
    ['spdf', 591, 4],
  ])(
    '%s: single at %i, product 595 and difference 1190 features later, %i features each',
    (label, offset, length) => {
      const place = (name: string) => {
        const block = descriptorBlock(name)
        return [block.offset, block.length]
      }
      expect(place(label)).toEqual([offset, length])
      expect(place(label + label)).toEqual([offset + 595, length])
      expect(place(`${label}-${label}`)).toEqual([offset + 1190, length])
    },
  )

  it.each([
    ['PGmatrix', 1785, 171],
    ['PNmatrix', 1956, 28],
    ['SPDFmatrix', 1984, 10],
  ])('%s at %i, %i features', (label, offset, length) => {
    expect(descriptorBlock(label)).toMatchObject({ kind: 'matrix', offset, length })
  })

  it('label every feature once', () => {
    const labels = featureLabels()
    expect(new Set(labels).size).toBe(1994)
    expect([
      labels[0],
      labels[101],
      labels[594],
      labels[595],
      labels[1190],
      labels[1785],
      labels[1993],
    ]).toEqual(['AN_0', 'EN_0', 'spdf_3', 'ANAN_0', 'AN-AN_0', 'PGmatrix_0', 'SPDFmatrix_9'])
  })
})

describe('triangleIndex', () => {
  it.each([
    {
      size: 4,
      pairs: [
        [1, 1],
        [1, 2],
        [1, 3],
        [1, 4],
        [2, 2],
        [2, 3],
        [2, 4],
        [3, 3],
        [3, 4],
        [4, 4],
      ],
    },
    {
      size: 2,
      pairs: [
        [1, 1],
        [1, 2],
        [2, 2],
      ],
    },
  ])('counts the upper triangle of $size × $size row by row', ({ size, pairs }) => {
    expect(pairs.map(([i, j]) => triangleIndex(size, i!, j!))).toEqual(pairs.map((_, index) => index))
  })

  it('does not care which of the two comes first', () => {
    expect(triangleIndex(18, 17, 1)).toBe(16)
    expect(triangleIndex(18, 1, 17)).toBe(16)
  })
})
