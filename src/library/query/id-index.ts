import { AnomaliteError } from '../../domain/error.ts'

/** No library of Anomalite comes near it: numbers are given one by one. */
const LARGEST_ID = 2 ** 28

/** Finds the position of a row by its number. Numbers are small and close together, so an array does. */
export class IdIndex {
  private positions = new Int32Array(1024).fill(-1)

  /** −1 for a number that is not there. */
  positionOf(id: number): number {
    return this.positions[id] ?? -1
  }

  /** Throws `library/damaged` for a number that no library gives. */
  set(id: number, position: number): void {
    if (id > LARGEST_ID || id < 0) {
      const message = `The library is damaged: it has a row with the number ${id}. Restore a backup of it.`
      throw new AnomaliteError('library/damaged', message, { id })
    }
    if (id >= this.positions.length) {
      const longer = new Int32Array(Math.max(id + 1, this.positions.length * 2)).fill(-1)
      longer.set(this.positions)
      this.positions = longer
    }
    this.positions[id] = position
  }
}
