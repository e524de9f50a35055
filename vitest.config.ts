import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/support/cluster.ts',
    setupFiles: ['tests/support/clean-up.ts', 'tests/support/guard-pages.ts'],
    pool: 'forks',
    // One for each core: with a third, kill tests beside others wait so long that their servers answer "busy".
    maxWorkers: 2,
    // Files share what they import, which keeps no state that another file could see: to load it all anew takes seconds.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Time limits are for what hangs: a busy machine takes several times as long as a quiet one.
    testTimeout: 60_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 20_000 } },
  },
})
