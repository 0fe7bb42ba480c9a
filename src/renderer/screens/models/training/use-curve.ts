import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Job, LayerRecord, TrainingChoice, TrainingProgress } from '../../../../contract/index.ts'
import { useHost } from '../../../host/index.ts'
import { rmseDetails } from '../../../stores/models.ts'
import type { EpochLosses } from '../curves/curve-lines.ts'
import type { RetrainingOutline } from '../retraining/epoch-rule.ts'

/** An epoch as far as curves show it. */
export interface CurveEpoch extends EpochLosses {
  readonly layers: readonly LayerRecord[]
}

/** The epochs of a training as they come, and where it stands; those of its model once it is done. */
export function useCurve(job: () => Job | null) {
  const host = useHost()
  const epochs = shallowRef<readonly CurveEpoch[]>([])
  const progress = shallowRef<TrainingProgress | null>(null)
  const settings = shallowRef<TrainingChoice | null>(null)
  /** What it is a retraining of; null for a plain training, and until it is known. */
  const retraining = shallowRef<RetrainingOutline | null>(null)

  async function load(signal: AbortSignal): Promise<void> {
    const now = job()
    if (now === null) return
    if (now.result?.kind === 'model') {
      // What was seen while it ran is the same.
      if (epochs.value.length > 0) return
      const { model } = now.result
      const [{ history }, diagnostics] = await Promise.all([
        rmseDetails(host, model, { signal }),
        host.call('models.diagnostics', { model }, { signal }),
      ])
      const layersOf = new Map(diagnostics.map(({ epoch, layers }) => [epoch, layers]))
      epochs.value = history.map(record => ({ ...record, layers: layersOf.get(record.epoch) ?? [] }))
      return
    }
    if (now.state === 'cancelled') return
    const curve = await host.call('training.curve', { job: now.id }, { signal })
    if (signal.aborted) return
    epochs.value = curve.epochs
    progress.value = curve.progress
    settings.value = curve.settings
    retraining.value = curve.retraining
  }

  /** What came while the curve was being fetched is in it, or follows it. */
  const stopListening = host.listen('training', event => {
    if (event.job !== job()?.id) return
    const known = epochs.value.at(-1)?.epoch ?? 0
    const fresh = event.epochs.filter(({ epoch }) => epoch > known)
    if (fresh.length > 0) epochs.value = [...epochs.value, ...fresh]
    if (event.progress !== null) progress.value = event.progress
  })
  onScopeDispose(stopListening)

  watch(
    () => [job()?.id, job()?.state] as const,
    ([id], before, onCleanup) => {
      const control = new AbortController()
      onCleanup(() => control.abort(new DOMException('Another training is shown.', 'AbortError')))
      if (before !== undefined && before[0] !== id) {
        epochs.value = []
        progress.value = null
        settings.value = null
        retraining.value = null
      }
      load(control.signal).catch(error => {
        // A training that has just ended has no curve any more; its model has.
        if (!control.signal.aborted && !String(error.code).startsWith('training/')) throw error
      })
    },
    { immediate: true },
  )
  // A window whose connection broke has missed what came meanwhile.
  let wasConnected = true
  const stopWatching = host.onState(state => {
    if (state === 'connected' && !wasConnected) void load(new AbortController().signal).catch(() => undefined)
    wasConnected = state === 'connected'
  })
  onScopeDispose(stopWatching)

  return { epochs, progress, settings, retraining }
}
