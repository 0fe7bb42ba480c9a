import type { Composition } from '../domain/composition.ts'
import { attributeError, type BlockShare, type PairShare } from '../domain/descriptor/index.ts'
import type { Autoencoder, Reconstruction } from './scoring.ts'

/**
 * A share of the squared error in the unit of the RMSE: share · RMSE. Unlike the roots of the parts' mean squares, such
 * parts add up to the RMSE.
 */
export type InRmse<Share> = Share & { readonly rmse: number }

/** Why a composition scores as it does; see `attributeError` for the shares. */
export interface Explanation extends Reconstruction {
  readonly blocks: readonly InRmse<BlockShare>[]
  readonly pairs: readonly InRmse<PairShare>[]
  readonly elsewhere: InRmse<{ readonly share: number }>
}

/** Scores a composition and says where the error lies, in one pass through the network. */
export function explain(autoencoder: Autoencoder, composition: Composition): Explanation {
  const reconstruction = autoencoder.reconstruct(composition)
  const { input, output, rmse } = reconstruction
  const { blocks, pairs, elsewhere } = attributeError(composition, autoencoder.descriptorMode, input, output)
  const inRmse = <S extends { readonly share: number }>(part: S) => ({ ...part, rmse: part.share * rmse })
  return {
    ...reconstruction,
    blocks: blocks.map(inRmse),
    pairs: pairs.map(inRmse),
    elsewhere: inRmse({ share: elsewhere }),
  }
}
