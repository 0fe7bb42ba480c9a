import type { Candidate } from './questions.ts'

/** A candidate and its reconstruction error. */
export interface ScoredCandidate extends Candidate {
  readonly rmse: number
}

/** Keeps the candidates of lowest RMSE, of any number that come, in the memory of twice as many as are kept. */
export class BestCandidates {
  readonly #most: number
  #kept: ScoredCandidate[] = []
  /** What is no better than this is not among the best. */
  #limit = Number.POSITIVE_INFINITY

  constructor(most: number) {
    this.#most = most
  }

  add(candidates: readonly ScoredCandidate[]): void {
    for (const candidate of candidates) if (candidate.rmse < this.#limit) this.#kept.push(candidate)
    if (this.#kept.length >= 2 * this.#most) this.#cut()
  }

  /** Lowest RMSE first; of equal ones those that came first. */
  sorted(): readonly ScoredCandidate[] {
    this.#cut()
    return this.#kept
  }

  #cut(): void {
    this.#kept.sort((a, b) => a.rmse - b.rmse)
    this.#kept.length = Math.min(this.#kept.length, this.#most)
    if (this.#kept.length === this.#most) this.#limit = this.#kept.at(-1)!.rmse
  }
}
