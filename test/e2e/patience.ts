/** How long a step waits for what a person sees in a moment, on a machine that others use as well. */
export const PATIENCE_MS = 120_000
