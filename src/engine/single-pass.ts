import { isRectified, type NetworkShape, type Parameters } from './network.ts'

/**
 * The reconstruction of one input, layerSizes[0] values in and as many out, in double precision.
 *
 * A back end needs longer to be asked for each layer than one input takes to compute, and cannot leave out what is
 * zero: two thirds of a descriptor, and every unit that a ReLU has closed.
 */
export function reconstructOne(
  shape: NetworkShape,
  parameters: Parameters,
  input: ArrayLike<number>,
): Float64Array {
  let values = Float64Array.from(input)
  for (let layer = 1; layer < shape.layerSizes.length; layer++) {
    values = affine(values, parameters[2 * (layer - 1)]!, parameters[2 * (layer - 1) + 1]!)
    if (isRectified(shape, layer)) rectify(values)
  }
  return values
}

/** x W + b, with a row of W for each value of x. Four rows go into one pass over the sum, which is what costs. */
function affine(input: Float64Array, weights: Float32Array, bias: Float32Array): Float64Array<ArrayBuffer> {
  const width = bias.length
  const sum = Float64Array.from(bias)
  const open = openUnits(input)
  const together = open.length - (open.length % 4)
  for (let i = 0; i < together; i += 4) {
    const [a, b, c, d] = [open[i]!, open[i + 1]!, open[i + 2]!, open[i + 3]!]
    const [xA, xB, xC, xD] = [input[a]!, input[b]!, input[c]!, input[d]!]
    const [rowA, rowB, rowC, rowD] = [a * width, b * width, c * width, d * width]
    for (let unit = 0; unit < width; unit++) {
      sum[unit]! +=
        xA * weights[rowA + unit]! +
        xB * weights[rowB + unit]! +
        xC * weights[rowC + unit]! +
        xD * weights[rowD + unit]!
    }
  }
  for (const left of open.slice(together)) {
    const [x, row] = [input[left]!, left * width]
    for (let unit = 0; unit < width; unit++) sum[unit]! += x * weights[row + unit]!
  }
  return sum
}

/** Places of what is not zero. */
function openUnits(values: Float64Array): number[] {
  const open: number[] = []
  values.forEach((value, unit) => {
    if (value !== 0) open.push(unit)
  })
  return open
}

function rectify(values: Float64Array): void {
  for (let unit = 0; unit < values.length; unit++) if (values[unit]! < 0) values[unit] = 0
}
