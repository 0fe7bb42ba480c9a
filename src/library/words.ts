/** "1 entry", "2,000 entries". */
export function counted(count: number, one: string, several: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`
}

export function quoted(name: string): string {
  return `“${name}”`
}
