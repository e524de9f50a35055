import { describe, expect, test } from 'vitest'
import { answerPdf } from '../support/answers.ts'
import { testServer } from '../support/app.ts'
import { confirmed, signedLetter, three } from '../support/deliveries.ts'
import { codeIn } from '../support/mail.ts'
import {
  followForm,
  askForCode,
  enterCode,
  keyOf,
  namesOf,
  nextBatch,
  openLetter,
  post,
  submit,
} from '../support/stories.ts'
import { onTheList } from '../support/updates.ts'

const server = await testServer({ settings: { ORGANIZERS: 'open' } })

const lost = 'lost the code that it had sent you'

/** Empties the UNLOGGED tables, as a crash of PostgreSQL does. tests/faults/postgres.test.ts makes a real crash. */
async function crash(): Promise<void> {
  const { rows } = await server.pool.query<{ tables: string }>(
    `select string_agg(oid::regclass::text, ', ') as tables from pg_class
     where relkind = 'r' and relpersistence = 'u' and relnamespace = 'public'::regnamespace`,
  )
  await server.pool.query(`truncate ${rows[0]?.tables ?? ''}`)
}

/** The values of a form's fields, as a browser submits them. */
function fieldsOf(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input[^>]*>/g)].map(([tag]) => [valueOf(tag, 'name'), valueOf(tag, 'value')])
  const texts = [...html.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>\n?([^<]*)/g)].map(([, name, text]) => [
    name,
    text,
  ])
  return Object.fromEntries([...inputs, ...texts]) as Record<string, string>
}

function valueOf(tag: string, attribute: string): string {
  return new RegExp(` ${attribute}="([^"]*)"`).exec(tag)?.[1] ?? ''
}

/** The code in the newest mail. */
async function newestCode(): Promise<string> {
  await server.work()
  return codeIn(server.inbox.mails().findLast(({ subject }) => subject === 'Your code')!.text)
}

describe('if PostgreSQL crashed after a code was mailed, the right code is not called wrong', () => {
  test('in signing: the form is there with what was typed and the key, and signs', async () => {
    const letter = await openLetter(server)
    const path = `/letters/${keyOf(letter)}`
    const typed = { visibility: 'public', name: 'Ann Lee', address: 'ann@northwind.example' }
    const asked = await submit(server, `${path}/signings`, typed)
    const code = await newestCode()
    await crash()
    const told = await submit(server, `${path}/signings/confirmation`, { ...fieldsOf(asked.html), code })
    expect(told.status).toBe(409)
    expect(told.html).toContain(lost)
    const form = fieldsOf(told.html)
    expect(form).toMatchObject({ ...typed, signing_key: fieldsOf(asked.html)['signing_key'] })

    const again = await submit(server, `${path}/signings`, form)
    const signed = await submit(server, `${path}/signings/confirmation`, {
      ...fieldsOf(again.html),
      code: await newestCode(),
    })
    expect(signed.status).toBe(200)
    const slip = (fieldsOf(asked.html)['signing_key'] ?? '').split(' ').map((word) => `<li>${word}</li>`)
    expect([slip.length, signed.html.includes(slip.join(''))]).toEqual([12, true])
    await nextBatch(server, letter)
    expect(await namesOf(server, letter)).toEqual(['Ann Lee'])
  })

  test('and the answer does not say that it was mailed again', async () => {
    const letter = await openLetter(server)
    const path = `/letters/${keyOf(letter)}`
    const typed = { visibility: 'public', name: 'Bea Ngo', address: 'bea@northwind.example' }
    const asked = await submit(server, `${path}/signings`, typed)
    const removal = await submit(server, `${path}/removals`, { address: typed.address })
    await crash()
    const told = await submit(server, `${path}/signings/codes`, fieldsOf(asked.html))
    expect([told.status, fieldsOf(told.html)]).toEqual([409, expect.objectContaining(typed)])
    for (const [url, page] of [
      ['codes', removal],
      ['confirmation', removal],
    ] as const) {
      const answer = await submit(server, `${path}/removals/${url}`, { ...fieldsOf(page.html), code: '12345 67890' })
      expect(answer.status).toBe(409)
      expect(answer.html).toContain(lost)
      expect(fieldsOf(answer.html)['address']).toBe(typed.address)
    }
  })

  test('in signing in, for organizers', async () => {
    const asked = await submit(server, '/organizers/sign-in', { address: 'robin@personal.example', next: '/dashboard' })
    const code = await newestCode()
    await crash()
    const told = await submit(server, '/organizers/sign-in/confirmation', { ...fieldsOf(asked.html), code })
    expect(told.status).toBe(409)
    expect(told.html).toContain(lost)
    expect(fieldsOf(told.html)).toMatchObject({ address: 'robin@personal.example', next: '/dashboard' })
    const again = await submit(server, '/organizers/sign-in', fieldsOf(told.html))
    const named = { ...fieldsOf(again.html), code: await newestCode(), name: 'Robin Ashe' }
    expect((await submit(server, '/organizers/sign-in/confirmation', named)).status).toBe(303)
  })

  test('in asking for updates', async () => {
    const letter = await openLetter(server)
    const path = `/letters/${keyOf(letter)}/updates`
    const asked = await submit(server, path, { address: 'ann@personal.example' })
    const code = await newestCode()
    await crash()
    const told = await submit(server, `${path}/confirmation`, { ...fieldsOf(asked.html), code })
    expect(told.status).toBe(409)
    expect(told.html).toContain(lost)
    const again = await submit(server, path, fieldsOf(told.html))
    await submit(server, `${path}/confirmation`, { ...fieldsOf(again.html), code: await newestCode() })
    expect(await onTheList(server, letter)).toBe(1)
  })

  test('in answering, for recipients, whose PDF was lost with it', async () => {
    const campaign = await signedLetter(server, three)
    await confirmed(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    const mail = server.inbox.mails().findLast(({ to }) => to.includes('ada.hartley'))
    const token = /\/r\/([\w-]{22})/.exec(mail?.text ?? '')?.[1] ?? ''
    const typed = { text: 'We have read it.', by: 'Kim Day' }
    const upload = new FormData()
    for (const [name, value] of Object.entries(typed)) upload.append(name, value)
    upload.append('pdf', new Blob([new Uint8Array(answerPdf)], { type: 'application/pdf' }), 'answer.pdf')
    const form = { method: 'POST', body: upload, redirect: 'manual' } as const
    const asked = await followForm(server, await fetch(`${server.url}/r/${token}/answers/codes`, form))
    const page = fieldsOf(await asked.text())
    expect(page['pdf']).toBe('waits')
    const code = await newestCode()
    await crash()
    const told = await submit(server, `/r/${token}/answers`, { ...page, code })
    expect(told.status).toBe(409)
    for (const words of [lost, 'Choose it again', typed.text]) expect(told.html).toContain(words)
    expect(fieldsOf(told.html)).toMatchObject(typed)
    const another = await submit(server, `/r/${token}/answers/codes`, page)
    expect([another.status, another.html.includes('Choose it again')]).toEqual([409, true])

    const again = await submit(server, `/r/${token}/answers/codes`, typed)
    const sent = await submit(server, `/r/${token}/answers`, { ...fieldsOf(again.html), code: await newestCode() })
    expect(sent.status).toBe(200)
  })

  test('in the API, with a code for programs, for every kind of challenge', async () => {
    const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
    const base = `/api/v1/letters/${keyOf(letter)}`
    const address = { address: 'cem@northwind.example' }
    const challengeFrom = async (path: string, body: object) => {
      const { status, json } = await post(server, path, body)
      expect([path, status]).toEqual([path, 202])
      return json['challenge'] as string
    }
    const signing = await challengeFrom(`${base}/signings`, { ...address, visibility: 'withheld' })
    const removal = await challengeFrom(`${base}/removals`, address)
    const credential = await challengeFrom(`${base}/credentials/challenges`, address)
    const subscription = await challengeFrom(`${base}/subscriptions`, { address: 'cem@personal.example' })
    const signIn = await challengeFrom('/api/v1/organizers/codes', { address: 'cem@personal.example' })
    await crash()
    const code = '12345 67890'
    const answers = [
      await enterCode(server, letter, signing, code),
      await post(server, `${base}/signings/${signing}/codes`, {}),
      await post(server, `${base}/removals/${removal}/confirmation`, { code }),
      await post(server, `${base}/credentials/challenges/${credential}/codes`, {}),
      await post(server, `${base}/subscriptions/${subscription}/confirmation`, { code }),
      await post(server, '/api/v1/organizers/sessions', { challenge: signIn, code, name: 'Cem Öz' }),
    ]
    expect(answers.map(({ status, json }) => [status, json['code']])).toEqual(answers.map(() => [409, 'code-lost']))
  })
})

test('a wrong code is still called wrong: nothing was lost', async () => {
  await crash()
  const letter = await openLetter(server)
  const { challenge } = await askForCode(server, letter, { address: 'dee@northwind.example' })
  for (const token of [challenge, Buffer.from(challenge, 'base64url').subarray(0, 16).toString('base64url'), 'x'])
    expect((await enterCode(server, letter, token, '00000 00000')).json['code']).toBe('code-not-right')
})

test('a token from another epoch gets the same answer for every address, decided only by its last bytes', async () => {
  const letter = await openLetter(server)
  const { challenge, code } = await askForCode(server, letter, { address: 'eva@northwind.example' })
  const bytes = Buffer.from(challenge, 'base64url')
  const foreign = Buffer.concat([Buffer.alloc(16, 7), Buffer.alloc(4, 7)]).toString('base64url')
  expect((await enterCode(server, letter, foreign, code)).json['code']).toBe('code-lost')
  // The id alone still finds the challenge, so a correct code is accepted.
  const shortened = bytes.subarray(0, 16).toString('base64url')
  expect((await enterCode(server, letter, shortened, code)).status).toBe(200)
})
