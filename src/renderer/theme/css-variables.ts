import { type Scheme, TOKENS, type Tokens } from './tokens.ts'

/** The style sheet that gives every token its custom property, for both schemes; paper is always light. */
export function themeStyleSheet(): string {
  return `
:root { ${declarations('light')} }
:root[data-scheme='dark'] { ${declarations('dark')} }
@media print { :root[data-scheme] { ${declarations('light')} } }
`
}

function declarations(scheme: Scheme): string {
  const { blocks, series, ...colours } = TOKENS[scheme]
  const named = Object.entries(colours satisfies Omit<Tokens, 'blocks' | 'series'>).map(
    ([name, value]) => `--${kebab(name)}: ${value};`,
  )
  const ofBlocks = Object.entries(blocks).map(
    ([block, { fill, ink }]) => `--block-${block}: ${fill}; --block-${block}-ink: ${ink};`,
  )
  const ofSeries = series.map((colour, index) => `--series-${index + 1}: ${colour};`)
  return [`color-scheme: ${scheme};`, ...named, ...ofBlocks, ...ofSeries].join(' ')
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}
