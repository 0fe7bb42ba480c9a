/** Source and licence as a person typed them, as models keep them. */
export function attributionOf(typed: string): string[] {
  const attribution = typed.trim()
  return attribution === '' ? [] : [attribution]
}
