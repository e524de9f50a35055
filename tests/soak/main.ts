// `npm run soak -- --seed 7 --size 10000 --kills 200`: the same seed plays the same steps again; 0 leaves a part out.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { soak } from './soak.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    size: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '200' },
  },
})
const [seed, size, kills] = [Number(values.seed), Number(values.size), Number(values.kills)]
if (![seed, size, kills].every((each) => Number.isSafeInteger(each) && each >= 0)) {
  console.error('Give --seed, --size and --kills as whole numbers.')
  process.exit(1)
}

/** The test of the same name, with more kills: plans of three stages, until so many processes have died. */
if (kills > 0) {
  const environment = { ...process.env, KILLS: String(kills), SEED: String(seed) }
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', 'tests/faults/delivery.test.ts', '-t', 'killed at random']
  const { status } = spawnSync(process.execPath, vitest, { stdio: 'inherit', env: environment })
  if (status !== 0) process.exit(1)
}
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
