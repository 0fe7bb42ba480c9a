import type { Candidate } from './questions.ts'

/** A candidate and what a model says of it: RMSE, or log-odds. */
export interface ScoredCandidate extends Candidate {
  readonly score: number
}

/** Keeps the candidates of best score, of any number that come, in the memory of twice as many as are kept. */
export class BestCandidates {
  readonly #most: number
  /** What a score is multiplied by, so that the lowest is the best. */
  readonly #sign: 1 | -1
  #kept: ScoredCandidate[] = []
  /** What is no better than this is not among the best. */
  #limit = Number.POSITIVE_INFINITY

  constructor(most: number, best: 'low' | 'high') {
    this.#most = most
    this.#sign = best === 'low' ? 1 : -1
  }

  add(candidates: readonly ScoredCandidate[]): void {
    for (const candidate of candidates) {
      if (this.#sign * candidate.score < this.#limit) this.#kept.push(candidate)
    }
    if (this.#kept.length >= 2 * this.#most) this.#cut()
  }

  /** Best first; of equal ones those that came first. */
  sorted(): readonly ScoredCandidate[] {
    this.#cut()
    return this.#kept
  }

  #cut(): void {
    this.#kept.sort((a, b) => this.#sign * (a.score - b.score))
    this.#kept.length = Math.min(this.#kept.length, this.#most)
    if (this.#kept.length === this.#most) this.#limit = this.#sign * this.#kept.at(-1)!.score
  }
}
