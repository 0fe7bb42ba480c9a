/** What a model's folder holds, and a model's archive: these files and nothing else. */
export const MODEL_FILES = [
  'model.json',
  'weights.bin',
  'training.txt',
  'held-out.txt',
  'diagnostics.json',
] as const
