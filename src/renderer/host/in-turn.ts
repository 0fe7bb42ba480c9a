/**
 * Makes of a reading one that can be asked for at any time: once for any number of calls that come while it is under
 * way, and then once more, so that an answer is never kept that is older than the last call.
 */
export function inTurn(read: () => Promise<void>): () => Promise<void> {
  let reading: Promise<void> | null = null
  let isOutdated = false
  return function again() {
    isOutdated = reading !== null
    reading ??= read().finally(() => {
      reading = null
      if (isOutdated) void again()
    })
    return reading
  }
}
