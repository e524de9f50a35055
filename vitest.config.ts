import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/support/cluster.ts',
    setupFiles: ['tests/support/clean-up.ts', 'tests/support/guard-pages.ts', 'tests/support/standing-values.ts'],
    pool: 'forks',
    // One worker for each of two cores. With a third, servers in kill tests wait so long that they answer "busy".
    maxWorkers: 2,
    // Test files share imported modules, because loading them again takes seconds. The modules keep no state that another file
    // could see, except the standing values of messages, which are set again before each file.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Time limits only catch tests that hang, because a busy machine takes several times as long as a quiet one.
    testTimeout: 60_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 20_000 } },
  },
})
