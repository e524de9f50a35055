import { createServer } from 'node:net'
import { once } from 'node:events'
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { copyFolder } from '../support/copy-folder.ts'
import { emptyDatabase, testFolder } from '../support/database.ts'
import { startMailServer } from '../support/mail.ts'
import {
  endServer,
  letterIn,
  missing,
  ownPlace,
  postmasterOf,
  relaxed,
  runToEnd,
  signingTraffic,
  startServer,
  trySigning,
  withDatabase,
} from '../support/process.ts'
import { transactionPooler } from '../support/transaction-pooler.ts'
import { sentence } from '../support/words.ts'

const production = 'server/main.ts'

describe('a server that is killed', () => {
  test('has everything it acknowledged when it starts again', { timeout: 120_000 }, async () => {
    const inbox = await startMailServer()
    const place = { ...ownPlace(), SMTP_URL: inbox.url, LIMITS: 'off' }
    let server = await startServer(relaxed, place)
    const letter = await letterIn(place)
    const acknowledged: string[] = []
    // Kills the application alone, and then also the database.
    for (const withDatabaseToo of [false, true]) {
      const traffic = signingTraffic(server.url, letter, inbox)
      await vi.waitFor(() => expect(traffic.acknowledged.length).toBeGreaterThan(6), 40_000)
      const postmaster = postmasterOf(place)
      const killed = endServer(server, 'SIGKILL')
      if (withDatabaseToo) process.kill(postmaster, 'SIGKILL')
      await killed
      await traffic.stop()
      acknowledged.push(...traffic.acknowledged)
      server = await startServer(relaxed, place)
      expect(await missing(place, letter, acknowledged)).toEqual([])
    }
    expect(await trySigning(server.url, letter, inbox)).toBeDefined()
    await endServer(server, 'SIGTERM')
  })
})

describe('the bundle of the image', () => {
  test('is made in a folder by name, and serves without the sources', async () => {
    const image = testFolder()
    const root = fileURLToPath(new URL('../..', import.meta.url))
    for (const name of ['node_modules', 'migrations', 'templates', 'web'])
      symlinkSync(join(root, name), join(image, name))
    // As the Dockerfile does it.
    await promisify(execFile)(process.execPath, [join(root, 'server/bundle.mjs'), 'dist'], { cwd: image })
    rmSync(join(image, 'web'))
    const server = await startServer(join(image, 'dist/main.mjs'), ownPlace())
    const page = await fetch(server.url)
    expect(page.status).toBe(200)
    const assets = [...(await page.text()).matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path!)
    expect(assets.length).toBeGreaterThan(1)
    for (const path of assets) expect([path, await status(server.url + path)]).toEqual([path, 200])
    await endServer(server, 'SIGTERM')
  })
})

/** The file and the arguments of a program that operators start by `npm`. */
function npmScript(name: string): { file: string; args: string[] } {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    scripts: Record<string, string>
  }
  const [, file = '', ...args] = scripts[name]!.split(' ')
  return { file, args }
}

describe('npm start', () => {
  test.each(['start', 'backup', 'restore', 'bounce', 'doctor', 'recover-organizer'])(
    '%s runs a program of the bundle',
    (name) => {
      const program = name === 'start' ? 'main' : `commands/${name}`
      expect(npmScript(name)).toEqual({ file: 'server/start.mjs', args: [program] })
    },
  )

  test('serves without a mail server and says so, knows no /dev/mail, stops in order, and is found again', async () => {
    const place = ownPlace()
    const { file, args } = npmScript('start')
    const first = await startServer(file, { ...place, NODE_ENV: 'development', DRAIN_SECONDS: '2' }, args)
    expect(await status(`${first.url}/healthz`)).toBe(200)
    expect(await status(`${first.url}/dev/mail`)).toBe(404)
    await vi.waitFor(() => expect(first.output()).toContain(sentence('start-no-mail-server')), 20_000)
    const letter = await letterIn(place)

    const second = await runToEnd(production, [], place)
    expect(second).toMatchObject({
      code: 1,
      output: expect.stringContaining(`is in use by process ${first.child.pid}.`),
    })
    // The tables after a start that died between the migration and the conversion in code: see tests/http/statements.test.ts.
    const halfUpgraded = ['unconverted_statement', 'unconverted_waiting_statement']
    for (const table of halfUpgraded)
      await withDatabase(place, (db) => sql`create table ${sql.table(table)} (letter_id uuid)`.execute(db))
    const ended = endServer(first, 'SIGTERM')
    await vi.waitFor(async () => expect(await status(`${first.url}/readyz`)).toBe(503), 20_000)
    expect(await status(`${first.url}/letters/${letter.slug}`)).toBe(200)
    expect(await ended).toBe(0)

    const again = await startServer(production, place)
    expect(await status(`${again.url}/letters/${letter.slug}`)).toBe(200)
    const left = await withDatabase(place, (db) => db.introspection.getTables())
    expect(left.filter(({ name }) => halfUpgraded.includes(name))).toEqual([])
    await withDatabase(place, (db) =>
      db
        .insertInto('migration' as never)
        .values({ name: '9999_later.sql', checksum: '-' } as never)
        .execute(),
    )
    await endServer(again, 'SIGTERM')
    const newer = await runToEnd(production, [], place)
    expect(newer).toEqual({
      code: 1,
      output: `${sentence('database-newer', { migration: '9999_later.sql' })}\n`,
    })
  }, 120_000)

  test('refuses a database whose keys are missing, or are others', { timeout: 120_000 }, async () => {
    const place = ownPlace()
    const aside = `${place.KEYS_DIR}-aside`
    await endServer(await startServer(production, place), 'SIGTERM')
    copyFolder(place.KEYS_DIR, aside)
    rmSync(join(place.KEYS_DIR, 'server.key'))
    const without = await runToEnd(production, [], place)
    expect(without).toEqual({
      code: 1,
      output: `${sentence('keys-missing')}\n`,
    })
    expect(existsSync(join(place.KEYS_DIR, 'server.key'))).toBe(false)
  })

  test('says in one sentence what else is in its way', { timeout: 120_000 }, async () => {
    const busy = createServer().listen(0, '127.0.0.1')
    await once(busy, 'listening')
    onTestFinished(() => void busy.close())
    const port = String((busy.address() as { port: number }).port)
    const inside = ownPlace()
    const pooler = await transactionPooler(await emptyDatabase())
    const wrong: [Record<string, string>, RegExp, ...string[]][] = [
      [{ ...ownPlace(), DATABASE_URL: pooler.url }, /^DATABASE_URL leads through a .* Set DATABASE_DIRECT_URL .*\n$/],
      [
        { ...ownPlace(), PORT: port },
        new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use by another program\\. .*\\n$`),
      ],
      [{ ...inside, KEYS_DIR: join(inside.DATA_DIR, 'keys') }, /^KEYS_DIR .* lie one within the other/],
      [
        { ...ownPlace(), DATABASE_URL: `postgres://me:s3cret@localhost:${await closedPort()}/letters` },
        /^The database does not answer: connect ECONNREFUSED .* Check DATABASE_URL, and that the database runs\.\n$/,
      ],
      [ownPlace(), /^--closed-while-away everything cannot be read\. /, '--closed-while-away', 'everything'],
      [ownPlace(), /^Unknown option '--all'.*\. The start takes nothing but --closed-while-away/, '--all'],
    ]
    const ends = await Promise.all(wrong.map(([environment, , ...args]) => runToEnd(production, args, environment)))
    for (const [index, { code, output }] of ends.entries()) {
      const [, said] = wrong[index]!
      expect(output).toMatch(said)
      expect(output).not.toContain('s3cret')
      expect(code).toBe(1)
    }
  })
})

async function status(url: string): Promise<number> {
  return (await fetch(url)).status
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
