/** How the names of the lists end that the program opens. */
export const LIST_ENDINGS = ['.csv', '.tsv', '.txt', '.xlsx', '.json'] as const

/** How the name of a model in one file ends. */
export const MODEL_FILE_ENDING = '.anomalite-model'

/** Endings of such files as they may arrive: what sends files about renames some to what they are inside. */
export const MODEL_ENDINGS = [MODEL_FILE_ENDING, '.zip'] as const
