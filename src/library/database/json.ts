import { AnomaliteError } from '../../domain/error.ts'

/** A value that the library keeps as JSON. Throws `library/damaged` where a damaged file holds something else. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = 'The library is damaged: a record in it cannot be read. Restore a backup of it.'
    throw new AnomaliteError('library/damaged', message, {}, { cause })
  }
}
