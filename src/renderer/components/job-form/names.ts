/** Whether one of the names is the same, whatever the case of its letters and the space around it. */
export function isTaken(name: string, taken: readonly string[]): boolean {
  const wanted = name.trim().toLowerCase()
  return taken.some(other => other.toLowerCase() === wanted)
}

/** The first that is not taken of the names that come of 1, 2, 3 … */
export function freeName(nameOf: (number: number) => string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const name = nameOf(number)
    if (!isTaken(name, taken)) return name
  }
}
