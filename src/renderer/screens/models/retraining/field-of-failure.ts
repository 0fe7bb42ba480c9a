import { AnomaliteError } from '../../../../domain/error.ts'

/** A part of the form that a refusal of the host is about. */
export type RetrainingField = 'name' | 'parent' | 'lists' | 'heldOut' | 'folds'

const FIELDS: Readonly<Record<string, RetrainingField>> = {
  'model/exists': 'name',
  'training/run-exists': 'name',
  'model/unknown': 'parent',
  'model/broken': 'parent',
  'retraining/no-positives': 'lists',
  'library/no-such-list': 'lists',
  'retraining/nothing-to-train': 'heldOut',
  'retraining/too-few-for-folds': 'folds',
  'retraining/folds-from-scratch': 'folds',
}

/** Where in the form a failure is told; null for one that no field can mend. */
export function fieldOfFailure(failure: unknown): RetrainingField | null {
  return failure instanceof AnomaliteError ? (FIELDS[failure.code] ?? null) : null
}
