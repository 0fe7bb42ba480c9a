/** What a model's folder holds, and a model's archive: the files of its kind and nothing else. */
export const MODEL_FILES = {
  rmse: ['model.json', 'weights.bin', 'training.txt', 'held-out.txt', 'diagnostics.json'],
  stability: ['stability.json', 'training.txt', 'held-out.txt', 'added.txt', 'values.bin', 'splits.bin'],
} as const

export type ArchivedKind = keyof typeof MODEL_FILES
