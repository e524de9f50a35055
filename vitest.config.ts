import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

const walks = ['tests/e2e/**/*.test.ts', 'tests/pages/**/*.test.ts']
/** Neither browsers, attacks nor faults. */
const together = ['tests/rules/**/*.test.ts', 'tests/crypto/**/*.test.ts', 'tests/http/**/*.test.ts']

// Time limits are for what hangs: a busy machine takes several times as long as a quiet one.
const common = {
  globalSetup: 'tests/support/cluster.ts',
  setupFiles: ['tests/support/clean-up.ts', 'tests/support/guard-pages.ts'],
  pool: 'forks' as const,
  testTimeout: 60_000,
  hookTimeout: 90_000,
  expect: { poll: { timeout: 20_000 } },
}

export default defineConfig({
  test: {
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...common,
          name: 'apart',
          include: ['tests/**/*.test.ts'],
          exclude: [...walks, ...together],
          isolate: false,
        },
      },
      // The others share what they import, which keeps no state that another file could see.
      { test: { ...common, name: 'walks', include: walks, isolate: false } },
      { test: { ...common, name: 'together', include: together, isolate: false } },
    ],
  },
})
