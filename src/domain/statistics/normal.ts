/**
 * Probability that a standard normal variable is at most z, to 10⁻⁸ of it or better (J. F. Hart's rational approximation, as
 * given by G. West, Better approximations to cumulative normal functions, Wilmott, 2005).
 */
export function normalCumulative(z: number): number {
  const tail = upperTail(Math.abs(z))
  return z > 0 ? 1 - tail : tail
}

const NUMERATOR = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
]
const DENOMINATOR = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
  637.333633378831, 793.826512519948, 440.413735824752,
]

function upperTail(z: number): number {
  const exponential = Math.exp(-(z ** 2) / 2)
  if (z < 7.07106781186547) return (exponential * polynomial(NUMERATOR, z)) / polynomial(DENOMINATOR, z)
  const fraction = [4, 3, 2, 1].reduce((below, k) => z + k / below, z + 0.65)
  return exponential / fraction / Math.sqrt(2 * Math.PI)
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)
}
