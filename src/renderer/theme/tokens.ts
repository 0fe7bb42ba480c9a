import type { ElementBlock } from '../../domain/elements/index.ts'

export type Scheme = 'light' | 'dark'

/** A background and the ink that reads on it. */
export interface Pair {
  readonly fill: string
  readonly ink: string
}

/** Every colour of the program, for one scheme. Charts, style sheet and controls take theirs from here. */
export interface Tokens {
  readonly background: string
  /** Panels and cards. */
  readonly surface: string
  /** Buttons, fields and tracks: quieter than a surface is bright. */
  readonly quiet: string
  /** A quiet thing under the pointer. */
  readonly quietHover: string
  readonly text: string
  readonly muted: string
  /** Hairlines between rows and panes. */
  readonly rule: string
  /** Borders that a control is known by: 3:1 on every surface. */
  readonly edge: string
  readonly accent: string
  readonly accentHover: string
  /** Text on the accent. */
  readonly onAccent: string
  /** Selected places and the fill of reference distributions. */
  readonly accentTint: string
  readonly good: string
  readonly warning: string
  readonly bad: string
  readonly goodTint: string
  readonly warningTint: string
  readonly badTint: string
  /** Stripes of what is missing or not in the model. */
  readonly hatch: string
  readonly shadow: string
  readonly blocks: Readonly<Record<ElementBlock, Pair>>
  /** Lines of a chart that stand beside each other, in this order. */
  readonly series: readonly string[]
}

const light: Tokens = {
  background: '#f6f7f8',
  surface: '#ffffff',
  quiet: '#eef0f2',
  quietHover: '#e4e7ea',
  text: '#16191d',
  muted: '#59626c',
  rule: '#e3e6e9',
  edge: '#7b848d',
  accent: '#0f6d68',
  accentHover: '#0b5955',
  onAccent: '#ffffff',
  accentTint: '#d9eeec',
  good: '#12693f',
  warning: '#855000',
  bad: '#a8261e',
  goodTint: '#dcf0e4',
  warningTint: '#f9ecd2',
  badTint: '#fae1df',
  hatch: '#e6e9ec',
  shadow: 'rgb(16 20 24 / 0.14)',
  blocks: {
    s: { fill: '#f3dfb4', ink: '#6d4700' },
    p: { fill: '#c5e6e1', ink: '#0b544f' },
    d: { fill: '#d3d8f3', ink: '#2d3787' },
    f: { fill: '#f2d0db', ink: '#85193f' },
  },
  series: ['#0f6d68', '#a8501a', '#4351b5', '#8a2a5f', '#5d6670'],
}

const dark: Tokens = {
  background: '#14171a',
  surface: '#1b1f23',
  quiet: '#23282d',
  quietHover: '#2c3238',
  text: '#e8ebee',
  muted: '#98a2ab',
  rule: '#2b3137',
  edge: '#737d87',
  accent: '#5cc7bf',
  accentHover: '#7ad6cf',
  onAccent: '#0b2321',
  accentTint: '#173735',
  good: '#6cc993',
  warning: '#e0ac55',
  bad: '#f08a80',
  goodTint: '#173325',
  warningTint: '#3a2d14',
  badTint: '#42211f',
  hatch: '#262b30',
  shadow: 'rgb(0 0 0 / 0.5)',
  blocks: {
    s: { fill: '#4a3a17', ink: '#f2cf85' },
    p: { fill: '#173f3c', ink: '#94dbd3' },
    d: { fill: '#272e57', ink: '#b5bff6' },
    f: { fill: '#4b2333', ink: '#f3a9c1' },
  },
  series: ['#5cc7bf', '#eda46e', '#9aa7f5', '#e190ba', '#98a2ab'],
}

export const TOKENS: Readonly<Record<Scheme, Tokens>> = { light, dark }
