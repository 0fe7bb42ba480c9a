import { AnomaliteError } from '../../../domain/error.ts'

/** A part of a form that a refusal of the host is about. */
export type FormField = 'name' | 'lists' | 'model' | 'heldOut' | 'folds'

const FIELDS: Readonly<Record<string, FormField>> = {
  'model/exists': 'name',
  'training/run-exists': 'name',
  'study/exists': 'name',
  'training/no-data': 'lists',
  'retraining/no-positives': 'lists',
  'library/no-such-list': 'lists',
  'model/unknown': 'model',
  'model/broken': 'model',
  'retraining/nothing-to-train': 'heldOut',
  'retraining/too-few-for-folds': 'folds',
  'retraining/folds-from-scratch': 'folds',
}

/** Where in a form a failure is told; null for one that no field can mend. */
export function fieldOfFailure(failure: unknown): FormField | null {
  return failure instanceof AnomaliteError ? (FIELDS[failure.code] ?? null) : null
}
