// `npm run soak -- --seed 7 --size 10000`: the same seed plays the same steps again.
import { parseArgs } from 'node:util'
import { soak } from './soak.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, size: { type: 'string', default: '10000' } },
})
const [seed, size] = [Number(values.seed), Number(values.size)]
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(size) || size < 1) {
  console.error('Give --seed and --size as whole numbers.')
  process.exit(1)
}
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
