import { onUnmounted, shallowReactive, shallowRef, watch } from 'vue'
import { useProgramStore } from '../../../stores/program.ts'
import type { Charge } from '../../charge-words.ts'
import { type KnownCharges, knownCharges } from './known-charges.ts'

/** The longest that a verdict waits for an idle moment, in milliseconds. */
const MOST_WAIT = 300

/** Charge verdicts of the rows in view, by the oxidation states of the settings; reactive where they are read. */
export function useCharges(): Pick<KnownCharges, 'of'> {
  const program = useProgramStore()
  const charges = shallowRef(start())

  function start(): KnownCharges {
    const known = shallowReactive(new Map<string, Charge>())
    return knownCharges(program.settings?.oxidationStates ?? 'all', known, work => whenIdle(work))
  }

  watch(
    () => program.settings?.oxidationStates,
    () => {
      charges.value.stop()
      charges.value = start()
    },
  )
  onUnmounted(() => charges.value.stop())

  return { of: formula => charges.value.of(formula) }
}

/** Not every browser tells when it is idle; there a moment later has to do. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: MOST_WAIT })
  else setTimeout(work)
}
