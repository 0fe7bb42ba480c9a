import type { StabilityHost } from '../../../contract/index.ts'
import type { ElementState } from '../../components/periodic-table/element-state.ts'
import { formatCount, formatFixed } from '../format.ts'

export const components = {
  periodicTable: {
    colour: (label: string) => `Colour: ${label}`,
    blocks: { s: 's block', p: 'p', d: 'd', f: 'f' },
    outside: 'not in the model',
    noValue: 'no value',
    weight: (gramsPerMol: number) => `${formatFixed(gramsPerMol, 2)} g/mol`,
    electronegativity: 'electronegativity',
    describe: (state: ElementState) => {
      switch (state.kind) {
        case 'selected':
          return state.amount === null ? 'chosen' : `amount ${state.amount}`
        case 'required':
          return 'required'
        case 'allowed':
          return 'allowed'
        case 'excluded':
          return 'excluded'
        case 'elsewhere':
          return `in ${state.part}`
        case 'unused':
          return 'not taken'
      }
    },
  },
  form: {
    to: 'to',
    rangeWrong: 'A range begins with its smaller end.',
  },
  jobForm: {
    comesTo: 'What it comes to',
    counting: 'Counting…',
    mend: 'Mend what is marked in the form first.',
    nothing: 'nothing',
    leftOut: 'Left out',
    duplicates: 'repeat a composition',
    aboveLimit: 'at or above the limit: these judge the model',
    withoutEnergy: 'without an energy',
    outsideModel: 'with elements that have no data',
    unread: 'not read',
    more: (count: number) => `and ${formatCount(count)} more`,
    time: 'Time',
    measuring: 'Measuring a few steps…',
    notMeasured: 'Could not be measured.',
  },
  jobView: { progress: 'Progress' },
  table: {
    failed: 'Some rows could not be loaded.',
    again: 'Try again',
    columns: 'Columns',
    resetColumns: 'Usual columns and widths',
    sortBy: (title: string) => `Sort by ${title}`,
  },
  chart: {
    menu: 'Copy or save this chart',
    copyPng: 'Copy as picture',
    savePng: 'Save as PNG',
    saveSvg: 'Save as SVG',
    showTable: 'Show as table',
    showChart: 'Show as chart',
    copied: 'The chart is on the clipboard.',
    thisComposition: 'this composition',
    beyond: 'beyond the scale',
    knownShort: 'known compounds',
    known: (compounds: number) => `RMSE of ${formatCount(compounds)} held-out known stable compounds`,
    formula: 'formula',
    from: 'from',
    to: 'to',
    rmse: 'RMSE',
    knownShare: 'known stable compounds (%)',
    listShare: 'list (%)',
    percentile: 'percentile',
    share: 'share (%)',
    knownCompounds: 'known stable compounds',
    ofList: (list: string) => `“${list}”`,
    scores: {
      rmse: { axis: 'RMSE', brush: { from: 'Least RMSE shown', to: 'Largest RMSE shown' } },
      stability: {
        axis: 'stability score, log-odds',
        brush: { from: 'Least stability score shown', to: 'Largest stability score shown' },
      },
    },
    below: (count: number) => `${'\u2190'} ${formatCount(count)} beyond`,
    above: (count: number) => `${formatCount(count)} beyond ${'\u2192'}`,
    bestByBoth: 'best by both',
  },
  score: {
    rmse: {
      name: 'RMSE',
      column: 'RMSE',
      hint: (percentile: string) => `${percentile} % of known stable compounds score higher`,
    },
    stability: {
      name: 'Stability score',
      column: 'Stability',
      hint: (percentile: string, logOdds: string) =>
        `Stability score at percentile ${percentile} of held-out known stable compounds; log-odds ${logOdds}`,
      /** Of a doped or fractional formula. */
      host: {
        some: 'Scored as another compound, of whole amounts',
        named: ({ formula, merged }: StabilityHost) => {
          const counted = merged.map(({ element, into }) => `${element} counted as ${into}`)
          return counted.length === 0 ? `Scored as ${formula}` : `Scored as ${formula}: ${counted.join(', ')}`
        },
      },
    },
  },
  charge: {
    neutral: 'Neutral',
    unbalanced: (perAtom: string) => `Off by ${perAtom} per atom`,
    notIonic: 'Not ionic',
    unknownStates: 'No oxidation state known',
    unknownStatesOf: (symbols: string) => `No oxidation state known for ${symbols}`,
  },
  dropFile: 'Drop the file to open it',
}
