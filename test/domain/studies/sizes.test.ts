import { expect, it } from 'vitest'
import { summariseSizes } from '../../../src/domain/studies/index.ts'

it('summarises the networks of each size, smallest first, and leaves out what is not defined', () => {
  const network = (latentSize: number, heldOutRmse: number, rSquaredPerFeature: number | null) => ({
    latentSize,
    heldOutRmse,
    rSquaredGlobal: 1 - heldOutRmse,
    rSquaredPerFeature,
  })
  expect(summariseSizes([network(16, 0.25, 0.5), network(2, 0.5, null), network(16, 0.75, null)])).toEqual([
    {
      latentSize: 2,
      networks: 1,
      heldOutRmse: { mean: 0.5, least: 0.5, most: 0.5 },
      rSquaredGlobal: { mean: 0.5, least: 0.5, most: 0.5 },
      rSquaredPerFeature: null,
    },
    {
      latentSize: 16,
      networks: 2,
      heldOutRmse: { mean: 0.5, least: 0.25, most: 0.75 },
      rSquaredGlobal: { mean: 0.5, least: 0.25, most: 0.75 },
      rSquaredPerFeature: { mean: 0.5, least: 0.5, most: 0.5 },
    },
  ])
})
