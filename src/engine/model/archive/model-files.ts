/** What a model's folder holds, and a model's archive: the files of its kind and nothing else. */
export const MODEL_FILES = {
  rmse: ['model.json', 'weights.bin', 'training.txt', 'held-out.txt', 'diagnostics.json'],
  stability: ['stability.json', 'training.txt', 'held-out.txt', 'added.txt', 'values.bin', 'splits.bin'],
} as const

/** What a person wrote about a model: not sealed, for it may change, and often not there. */
export const NOTE_FILE = 'note.txt'

export type ArchivedKind = keyof typeof MODEL_FILES
