// `npm test`: runs every static check in parallel, and then the tests. Arguments go to vitest: `npm test -- tests/rules`.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const PATH = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter)

interface Check {
  name: string
  command: string
  args: string[]
}

interface Outcome {
  check: Check
  passed: boolean
  output: string
  seconds: number
}

const checks: Check[] = [
  { name: 'types, all', command: 'tsc', args: ['-p', '.'] },
  { name: 'types, server', command: 'tsc', args: ['-p', 'server'] },
  { name: 'types, web', command: 'tsc', args: ['-p', 'web'] },
  { name: 'lint', command: 'eslint', args: ['.'] },
  { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'imports', command: 'depcruise', args: ['server', '--config', '.dependency-cruiser.cjs'] },
  { name: 'unused', command: 'knip', args: [] },
]

function run(check: Check): Promise<Outcome> {
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(check.command, check.args, { cwd: root, env: { ...process.env, PATH } })
    const output: Buffer[] = []
    child.stdout.on('data', (bytes: Buffer) => output.push(bytes))
    child.stderr.on('data', (bytes: Buffer) => output.push(bytes))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({
        check,
        passed: code === 0,
        output: Buffer.concat(output).toString(),
        seconds: (performance.now() - begun) / 1000,
      }),
    )
  })
}

function report({ check, passed, output, seconds }: Outcome): void {
  console.log(`${passed ? '✓' : '✗'} ${check.name} (${seconds.toFixed(1)} s)`)
  if (!passed) console.log(output.trimEnd() || 'It failed without output.')
}

function test(args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('vitest', ['run', ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, PATH } })
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/** Resolves when at most one check still runs. That check needs one core, and the first tests mostly wait. */
function allButOne(outcomes: readonly Promise<Outcome>[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let done = 0
    for (const outcome of outcomes)
      outcome.then(() => {
        if (++done >= outcomes.length - 1) resolve()
      }, reject)
  })
}

const running = checks.map(async (check) => {
  const outcome = await run(check)
  report(outcome)
  return outcome
})
await allButOne(running)
const tests = await test(process.argv.slice(2))
const failed = (await Promise.all(running)).filter(({ passed }) => !passed).map(({ check }) => check.name)
// Repeats the failures at the end, because the output of the tests has scrolled them away.
if (failed.length > 0) console.error(`Failed beside the tests: ${failed.join('; ')}. See the reasons above.`)
process.exitCode = tests !== 0 || failed.length > 0 ? 1 : 0
