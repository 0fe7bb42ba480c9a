import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Engine and library tests start processes and load native code: forks keep one file's natives from another's.
    pool: 'forks',
    maxWorkers: 2,
    // What takes seconds alone takes minutes on two cores that others use as well. Who waits longer only fails later.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    expect: { poll: { timeout: 120_000 } },
  },
})
