/** What can be chosen, with its words, in the order of the catalogue. */
export function optionsOf<Value extends string>(
  labels: Readonly<Record<Value, string>>,
): { readonly value: Value; readonly label: string }[] {
  return (Object.keys(labels) as Value[]).map(value => ({ value, label: labels[value] }))
}
