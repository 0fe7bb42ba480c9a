/** What a chart shows, as a table for those who read numbers or cannot see pictures. */
export interface ChartData {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}
