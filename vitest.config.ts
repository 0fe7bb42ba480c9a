import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Engine and library tests start processes and load native code: forks keep one file's natives from another's.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
  },
})
