import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { requestHash } from '../../server/crypto/credential-secrets.ts'
import { signatureStatement } from '../../server/crypto/credential.ts'
import { facetCommitmentBytes, facetSaltPurpose } from '../../server/crypto/facet-commitment.ts'
import { deriveSecret, newSigningKey } from '../../server/crypto/signing-key.ts'
import { backup } from '../../server/db/backup/backup.ts'
import { startEmbedded } from '../../server/db/embedded/cluster.ts'
import { csrfToken } from '../../server/http/sessions.ts'
import { startCatcher, type Catcher } from '../../server/mail/catcher.ts'
import { run, type Running } from '../../server/run.ts'
import {
  askCredential,
  credentialOf,
  holderOf,
  pathOf,
  redeemAs,
  seedOf,
  statementOf,
  sendBlinded,
  type Redemption,
} from '../support/anonymous.ts'
import { answerPdf } from '../support/answers.ts'
import type { TestServer } from '../support/app.ts'
import { testFolder } from '../support/database.ts'
import { executives } from '../support/deliveries.ts'
import { writeOut } from '../support/files.ts'
import { codeIn } from '../support/mail.ts'
import { altered, mailFile, mailKey, namesOfTests } from '../support/mail-files.ts'
import { api, cookieOf, followForm, join as joinLetter, organizer, signedIn } from '../support/organizers.ts'
import { keyOf, nextBatch, openLetter, post } from '../support/stories.ts'
import { askToVouch, blindedCodes, drawWith } from '../support/vouching.ts'
import { sentence } from '../support/words.ts'

/** Values that occur nowhere else. If one of their bytes is found, this test has left it there. */
const canary = {
  address: 'quxalbatross@northwind.example',
  withheld: 'Zyphandra Quillworth',
  waiting: 'Brondalia Vexmoor',
  shown: 'Okastrella Wimbleton',
  asked: 'snorklewhist@personal.example',
  anonymous: 'grindelquaff@northwind.example',
  vouched: 'Tremblance Oskarby',
  said: 'A wimplefrost of what we build was never shown to us.',
  browser: 'CanaryBrowser/77.31',
  ip: '203.0.113.197',
}

const names = namesOfTests()
let running: Running
let inbox: Catcher
let database: Awaited<ReturnType<typeof startEmbedded>>
let now = new Date()
const folder = testFolder()
const keysDir = join(testFolder(), 'keys')
const output: string[] = []
const write = { out: process.stdout.write.bind(process.stdout), err: process.stderr.write.bind(process.stderr) }

beforeAll(async () => {
  process.stdout.write = (chunk: string | Uint8Array) => {
    output.push(Buffer.from(chunk as string).toString())
    return true
  }
  process.stderr.write = process.stdout.write.bind(process.stdout)
  database = await startEmbedded({ dataDir: join(folder, 'data') })
  inbox = await startCatcher()
  const settings = {
    DATABASE_URL: database.url,
    KEYS_DIR: keysDir,
    LOGS_DIR: join(folder, 'logs'),
    SMTP_URL: inbox.url,
    PORT: '0',
    TRUST_PROXY: '1',
  }
  running = await run(readConfig(settings), [], [], names.resolve)
  const bare = fetch
  vi.stubGlobal('fetch', (url: string, { headers, ...init }: RequestInit = {}) =>
    bare(url, {
      ...init,
      headers: { ...(headers as object), 'user-agent': canary.browser, 'x-forwarded-for': canary.ip },
    }),
  )
}, 60_000)
afterAll(async () => {
  vi.unstubAllGlobals()
  process.stdout.write = write.out
  process.stderr.write = write.err
  await running.stop()
  await inbox.close()
  await database.stop()
})

/** Sends each request with a known browser and network. */
async function send(path: string, fields: Record<string, string>): Promise<string> {
  const form = { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' } as const
  return (await followForm(running, await fetch(`${running.url}${path}`, form))).text()
}

async function signs(path: string, name: string, address: string, visibility: string): Promise<string> {
  const before = inbox.mails().length
  const asked = await send(`${path}/signings`, { visibility, name, address })
  const challenge = /name="challenge" value="([^"]+)"/.exec(asked)?.[1] ?? ''
  const signingKey = /name="signing_key" value="([^"]+)"/.exec(asked)?.[1] ?? ''
  await expect.poll(() => inbox.mails().length, { timeout: 15_000 }).toBe(before + 1)
  await send(`${path}/signings/confirmation`, { challenge, code: '11111 11111' })
  const done = await send(`${path}/signings/confirmation`, { challenge, code: codeIn(inbox.mails()[before]!.text) })
  expect(done).toContain(sentence('signing-done-heading'))
  return signingKey
}

async function asksForUpdates(path: string, address: string): Promise<void> {
  const before = inbox.mails().length
  const asked = await send(`${path}/updates`, { address })
  const challenge = /name="challenge" value="([^"]+)"/.exec(asked)?.[1] ?? ''
  await expect.poll(() => inbox.mails().length, { timeout: 15_000 }).toBe(before + 1)
  const code = codeIn(inbox.mails()[before]!.text)
  expect(await send(`${path}/updates/confirmation`, { challenge, code, address })).toContain(
    sentence('updates-asked-heading'),
  )
}

/** A checkpoint can rename or remove files while they are read. */
function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return Buffer.alloc(0)
  }
}

interface Read {
  path: string
  bytes: Buffer
}

/** Every file of the cluster, after PostgreSQL has written its memory out: tables, write-ahead log and the server's own log. */
async function everyFile(): Promise<Read[]> {
  const client = new pg.Client(database.url)
  await client.connect()
  await writeOut(client)
  await client.end()
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: bytesOf(path) }))
}

/** The forms in which a value can appear. A text: as UTF-8 and as UTF-16. Bytes: raw, and encoded as JSON, pages and logs do. */
function spellings(needle: string | Buffer): (string | Buffer)[] {
  if (typeof needle === 'string') return [needle, Buffer.from(needle, 'utf16le')]
  return [needle, needle.toString('hex'), needle.toString('base64url'), needle.toString('base64')]
}

function within(files: readonly Read[], needle: string | Buffer): string[] {
  const wanted = spellings(needle)
  return files.filter(({ bytes }) => wanted.some((each) => bytes.includes(each))).map(({ path }) => path)
}

const filesWith = async (word: string) => within(await everyFile(), word)

function expectNowhere(files: readonly Read[], needles: Readonly<Record<string, string | Buffer>>): void {
  const said = output.join('')
  for (const [what, needle] of Object.entries(needles)) {
    expect(within(files, needle), what).toEqual([])
    for (const each of spellings(needle)) if (typeof each === 'string') expect(said, what).not.toContain(each)
  }
}

/** Lets other tests' helpers use this server, whose own worker sends the mail. */
function storyOf(): TestServer {
  let mails = inbox.mails().length
  return {
    parts: running.parts,
    app: running.app,
    url: running.url,
    inbox,
    now: () => now,
    at: (moment: Date) => void (now = moment),
    work: async () => {
      await expect.poll(() => inbox.mails().length, { timeout: 15_000 }).toBe(++mails)
    },
  } as unknown as TestServer
}

/** Goes from the address to a redeemed credential with a role. Returns every secret on the way. */
async function signsAnonymously(story: TestServer, letter: AddressedLetter) {
  const signingKey = newSigningKey()
  const seed = seedOf(signingKey)
  const asked = await askCredential(story, letter, canary.anonymous)
  const credential = await credentialOf(story, letter, signingKey)
  const issued = await sendBlinded(story, letter, asked, credential.blinded)
  expect(issued.status).toBe(200)
  const holder = await holderOf(story, letter, signingKey, credential, issued)
  const salt = deriveSecret(seed, letter.id, facetSaltPurpose('mailbox'))
  const chosen = { role: 'Engineer' }
  const commitment = createHash('sha256')
    .update(facetCommitmentBytes(letter.id, salt, chosen))
    .digest()
  const revisionHash = Buffer.from(holder.redemption.revision_hash, 'base64url')
  const signed = signatureStatement({ letterId: letter.id, revisionHash, visibility: 'anonymous', commitment })
  const redemption = {
    ...holder.redemption,
    commitment: commitment.toString('base64url'),
    proof: credential.keys.sign(Buffer.from(signed)).toString('base64url'),
    facets: { salt: salt.toString('base64url'), ...chosen },
  } as Redemption
  expect((await redeemAs(story, letter, redemption)).status).toBe(202)
  const blinded = credential.blinded.map((each) => ({ ...each, issuer: Buffer.from(each.issuer, 'base64url') }))
  const issues = (issued.json['signatures'] as { signature: string }[]).map(({ signature }) => signature)
  return {
    holder,
    request: requestHash(letter.id, blinded),
    published: { id: holder.credentialId, key: credential.keys.publicKey, prefix: credential.prefix, commitment },
    secrets: {
      code: asked.code,
      'code without its space': asked.code.replace(' ', ''),
      'signing key': signingKey,
      seed,
      salt,
      'blinded message': credential.blinded[0]!.message,
      'blind signature': Buffer.from(issues[0]!, 'base64url'),
    },
  }
}

/** A person who has signed draws a code, and another person spends it. */
async function vouches(story: TestServer, letter: AddressedLetter, address: string) {
  const asked = await askToVouch(story, letter, address)
  const codes = await blindedCodes(story, letter, 1)
  const drawn = await drawWith(story, letter, asked, codes)
  const answer = (drawn.json['signatures'] as string[])[0]!
  const vouch = codes[0]!.written(answer)
  const spent = { vouch, visibility: 'withheld', name: canary.vouched }
  expect((await post(story, pathOf(letter, 'vouched/signings'), spent)).status).toBe(200)
  return {
    'code of the voucher': asked.code,
    vouch,
    'what is random in the vouch': Buffer.from(vouch.slice(3), 'base64url').subarray(0, 32),
    'the vouch, blinded': Buffer.from(codes[0]!.blinded, 'base64url'),
    'the vouch, blindly signed': Buffer.from(answer, 'base64url'),
  }
}

describe('what signing leaves behind', () => {
  test('is found nowhere but where it was promised', async () => {
    const story = storyOf()
    const letter = await openLetter(story, { batchSize: 2 })
    const path = `/letters/${keyOf(letter)}`
    await signs(path, canary.shown, canary.address, 'public')
    await signs(path, canary.withheld, `b${canary.address}`, 'withheld')
    await signs(path, canary.withheld, `f${canary.address}`, 'withheld')
    await asksForUpdates(path, canary.asked)
    await nextBatch(story, letter)
    // Leaves traces of every kind: a signature that waits for its batch, one that waits for its code, a removal, rejected forms
    // and a search.
    const key = await signs(path, canary.waiting, `c${canary.address}`, 'public')
    await send(`${path}/signings`, { visibility: 'withheld', name: canary.withheld, address: `d${canary.address}` })
    await send(`${path}/removals`, { address: `b${canary.address}` })
    await send(`${path}/updates`, { address: `e${canary.asked}` })
    await send(`${path}/name-claims`, { name: canary.waiting, message: canary.withheld })
    await send(`${path}/signings`, { visibility: 'public', name: canary.waiting, address: 'not an address' })
    await send('/letters/none/signings', { name: canary.waiting, address: canary.address })
    await send(`${path}/mine`, { signing_key: key })
    await fetch(`${running.url}${path}/signatures?search=${encodeURIComponent(canary.withheld)}`)
    await expect.poll(() => inbox.mails().length, { timeout: 15_000 }).toBe(8)

    const { address, asked, withheld, waiting, browser, ip } = canary
    expectNowhere(await everyFile(), { address, asked, withheld, waiting, browser, ip, key })
    // A counted public name is stored in clear text. Finding it shows that the search works.
    expect((await filesWith(canary.shown)).length).toBeGreaterThan(0)
    expect((await (await fetch(`${running.url}${path}`)).text()).includes(canary.shown)).toBe(true)
    expect(output.join('')).not.toContain(canary.shown)
  }, 60_000)

  test('without a name is nothing at all, and no file holds what was issued beside what was redeemed', async () => {
    const story = storyOf()
    const visibilities = ['anonymous', 'withheld'] as const
    const draft = { facets: { role: ['Engineer', 'Nurse'], team: [], site: [] } }
    const letter = await openLetter(story, { visibilities: [...visibilities], draft })
    await signs(`/letters/${keyOf(letter)}`, canary.withheld, canary.address, 'withheld')
    const again = storyOf()
    const { holder, request, published, secrets } = await signsAnonymously(again, letter)
    const drawn = await vouches(again, letter, canary.address)
    const { address, anonymous, withheld, vouched, said, browser, ip } = canary
    const never = { ...secrets, ...drawn, address, anonymous, withheld, vouched, said, browser, ip }

    const beside = (files: readonly Read[]) => {
      const issued = within(files, request)
      return Object.values(published).flatMap((each) => within(files, each).filter((path) => issued.includes(path)))
    }
    const before = await everyFile()
    expectNowhere(before, never)
    expect(beside(before)).toEqual([])
    // Both values exist: the claim's in its table and the log, the credential's only in the unlogged table.
    // The log cuts a value that crosses the end of one of its pages. One half of it is whole even then.
    const halves = [request.subarray(0, request.length / 2), request.subarray(request.length / 2)]
    expect(halves.flatMap((half) => within(before, half)).some((path) => path.includes('pg_wal'))).toBe(true)
    expect(within(before, request).length).toBeGreaterThan(0)
    expect(within(before, published.id).length).toBeGreaterThan(0)
    expect(within(before, published.id).filter((path) => path.includes('pg_wal'))).toEqual([])

    await nextBatch(story, letter)
    const sent = statementOf(letter, holder, said)
    expect((await post(story, pathOf(letter, 'statements'), sent)).status).toBe(202)
    // The batch writes both in one transaction. The job that follows the batch discards that part of the log.
    await expect.poll(async () => beside(await everyFile()), { timeout: 20_000, interval: 500 }).toEqual([])
    const after = await everyFile()
    expectNowhere(after, never)
    expect(within(after, request).length).toBeGreaterThan(0)
    expect(within(after, published.id).length).toBeGreaterThan(0)
  }, 60_000)

  test('of a mail file is its text, sealed, and nothing of the mail', async () => {
    const story = storyOf()
    const letter = await openLetter(story, { draft: { recipients: executives } })
    const owner = await organizer(story)
    await joinLetter(story, owner, letter.id, 'owner')
    const key = mailKey('board.example')
    names.add(key)
    const mail = {
      header: 'Fliverdoodle Krantz',
      address: 'quibberwick@board.example',
      subject: 'Snarglepuss about the matter',
      received: 'gomplewhite.internal.example',
      other: 'The flummoxed attachment',
      filename: 'drizzlewort-plan',
      quoted: 'Wobblethorpe asked you before',
      hidden: 'Plinkerton in another form of the text',
      text: 'Zibberquist is what we answer.',
    }
    const signed = await mailFile(
      {
        from: `${mail.header} <${mail.address}>`,
        subject: mail.subject,
        text: `${mail.text}\n\n> ${mail.quoted}`,
        html: `<p>${mail.hidden}</p>`,
        attachments: [
          { filename: 'notes.txt', content: mail.other },
          { filename: `${mail.filename}.pdf`, content: answerPdf },
        ],
      },
      key,
    )
    const file = Buffer.concat([Buffer.from(`Received: from ${mail.received}\r\n`), signed])
    const base = `/dashboard/letters/${letter.id}/answers`
    const cookie = await cookieOf(story, owner)
    const csrf = csrfToken(running.parts, (await signedIn(story, owner)).sessionId)
    const choose = async (bytes: Buffer) => {
      const form = new FormData()
      form.append('_csrf', csrf)
      form.append('mail', new Blob([new Uint8Array(bytes)]), 'reply.eml')
      const sent = { method: 'POST', body: form, headers: { cookie }, redirect: 'manual' } as const
      return (await followForm(running, await fetch(`${running.url}${base}/mail`, sent), cookie)).text()
    }
    // Refused files leave nothing either: one that is no mail, one that cannot be read, and one with too many lines.
    await choose(Buffer.from(`<p>${mail.header}`))
    await choose(altered(file, /multipart\/mixed;/, `multipart/mixed; ${'x="'.repeat(400)}`))
    await choose(Buffer.concat([file, Buffer.from('\n'.repeat(30_000))]))
    const shown = await choose(file)
    expect(shown.includes(mail.text)).toBe(true)
    const kept = /name="kept" value="([^"]+)"/.exec(shown)![1]!
    const recipient = /name="recipient" value="([^"]+)"/.exec(shown)![1]!
    const everything = { ...mail, kept }
    // Unlogged tables are written out, so what waits between the two forms is looked at too.
    expectNowhere(await everyFile(), everything)
    const fields = { _csrf: csrf, kept, recipient, answered_on: '2026-03-05', text: mail.text, by: '' }
    const recorded = await fetch(`${running.url}${base}/mail/recording`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { cookie },
      redirect: 'manual',
    })
    expect(recorded.status).toBe(303)
    const asked = { mail: file.toString('base64'), recipient }
    expect((await api(story, owner, 'POST', `${base}/mail/recording`, asked)).status).toBe(201)
    expectNowhere(await everyFile(), everything)
    const copy = join(testFolder(), 'backup.gz')
    await backup(database.url, keysDir, copy, now)
    expectNowhere([{ path: copy, bytes: gunzipSync(readFileSync(copy)) }], everything)
    const { json } = await api(story, owner, 'GET', base)
    const [answer] = json.answers as { id: string; text: string; mail: object }[]
    expect(answer).toMatchObject({ text: mail.text, mail: { domain: 'board.example' } })

    // Publication shows the text, and nothing else. Finding it shows that the search works.
    const published = await api(story, owner, 'POST', `${base}/${answer!.id}/publication`)
    expect(published.status).toBe(200)
    expect((await filesWith(mail.text)).length).toBeGreaterThan(0)
    const { text: _, ...never } = everything
    expectNowhere(await everyFile(), never)
  }, 60_000)

  test('would be found if it were there', async () => {
    const client = new pg.Client(database.url)
    await client.connect()
    await client.query('create table planted (word text)')
    await client.query('insert into planted values ($1)', [canary.ip])
    await client.end()
    expect((await filesWith(canary.ip)).length).toBeGreaterThan(0)
    process.stdout.write(canary.browser)
    expect(output.join('')).toContain(canary.browser)
  })
})
