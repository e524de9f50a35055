// `npm run soak -- --seed 7 --size 10000 --kills 200 --signatories 200`: the same seed runs the same steps again. 0 leaves a
// part out.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { soak } from './soak.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    size: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '200' },
    signatories: { type: 'string', default: '200' },
  },
})
const [seed, size, kills] = [Number(values.seed), Number(values.size), Number(values.kills)]
const signatories = Number(values.signatories)
if (![seed, size, kills, signatories].every((each) => Number.isSafeInteger(each) && each >= 0)) {
  console.error('Give --seed, --size, --kills and --signatories as whole numbers.')
  process.exit(1)
}

/** Runs tests of `npm test` at a larger size. */
function atLength(settings: Record<string, number>, ...chosen: string[]): void {
  const given = Object.entries({ ...settings, SEED: seed }).map(([name, value]) => [name, String(value)])
  const environment = { ...process.env, ...Object.fromEntries(given) } as NodeJS.ProcessEnv
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...chosen]
  const { status } = spawnSync(process.execPath, vitest, { stdio: 'inherit', env: environment })
  if (status !== 0) process.exit(1)
}

// Plans of three stages, until this many processes have been killed.
if (kills > 0) atLength({ KILLS: kills }, 'tests/faults/delivery.test.ts', '-t', 'killed at random')
// Five people type in a draft while the application, and every second time PostgreSQL, is killed.
if (kills > 0) atLength({ DRAFT_KILLS: Math.ceil(kills / 10) }, 'tests/faults/live.test.ts')
// Each fault at each step of signing, one at a time.
if (kills > 0) atLength({ EACH_STEP: 1 }, 'tests/e2e/signing-faults.test.ts')
// This many people sign without a name. An attacker with a copy of the database tries to connect their signatures with their
// addresses.
if (signatories > 0) atLength({ SIGNATORIES: signatories }, 'tests/attacks/anonymous-link.test.ts')
if (size === 0) process.exit(0)
const began = performance.now()
const { steps, acknowledged, lost, counted, problems } = await soak(seed, size, (line) => console.log(line))
const counts = Object.entries(steps).map(([act, times]) => `${times} ${act}`)
console.log(
  `Seed ${seed}, ${size} steps in ${((performance.now() - began) / 1000).toFixed(0)} s: ${counts.join(', ')}.`,
)
console.log(`${acknowledged} acknowledged, ${lost} answers lost to kills, ${counted} counted at the end.`)
console.log(
  problems.length === 0 ? 'Every count equals its recount, and nothing acknowledged is lost.' : problems.join('\n'),
)
process.exitCode = problems.length === 0 ? 0 : 1
