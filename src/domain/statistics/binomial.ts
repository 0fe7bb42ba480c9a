/**
 * Exact upper tail of the binomial distribution: the probability of `successes` or more in `trials`
 * independent trials of the given probability. Terms are added in log space: their factors alone would
 * leave the range of a double from about a thousand trials on.
 */
export function binomialUpperTail(successes: number, trials: number, probability: number): number {
  if (successes <= 0) return 1
  if (successes > trials || probability <= 0) return 0
  if (probability >= 1) return 1
  const logOdds = Math.log(probability) - Math.log1p(-probability)

  let logTerm = trials * Math.log1p(-probability)
  for (let k = 1; k <= successes; k++) logTerm += Math.log((trials - k + 1) / k) + logOdds

  const logTerms = [logTerm]
  for (let k = successes + 1; k <= trials; k++) {
    logTerm += Math.log((trials - k + 1) / k) + logOdds
    logTerms.push(logTerm)
  }
  let largest = Number.NEGATIVE_INFINITY
  for (const term of logTerms) largest = Math.max(largest, term)
  let sum = 0
  for (const term of logTerms) sum += Math.exp(term - largest)
  return Math.min(1, Math.exp(largest) * sum)
}
