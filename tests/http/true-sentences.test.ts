import { describe, expect, test } from 'vitest'
import { readAddress } from '../../server/signatures/signing/sign.ts'
import { testServer } from '../support/app.ts'
import { api, openLetter, pageOf, post, setClosed, submit } from '../support/stories.ts'
import { said, sentence } from '../support/words.ts'

const server = await testServer()
const { db } = server.parts

describe('an address elsewhere is told which addresses may sign', () => {
  const told = (address: string, ...domains: string[]) => {
    const read = readAddress(address, [{ id: 'n', name: 'Northwind', domains } as never])
    return 'message' in read ? said(read.message) : 'accepted'
  }
  const exact = 'Use a work address that ends in @northwind.example.'
  const below = 'one more name before northwind.example'

  test('with an exact domain alone', () => {
    expect(told('bob@eu.northwind.example', 'northwind.example')).toBe(exact)
    expect(told('bob@elsewhere.example', 'northwind.example', 'octohub.example')).toBe(
      'Use a work address with one of these endings: @northwind.example and @octohub.example.',
    )
  })

  test('with subdomains alone', () => {
    const words = `Use a work address with ${below}, such as name@office.northwind.example.`
    expect(told('ann@northwind.example', '*.northwind.example')).toBe(words)
    expect(told('ann@mail.eu.northwind.example', '*.northwind.example')).toBe(words)
    expect(told('name@office.northwind.example', '*.northwind.example')).toBe('accepted')
  })

  test('with both', () => {
    expect(told('ann@mail.eu.northwind.example', 'northwind.example', '*.northwind.example')).toBe(
      `${exact} An address with ${below} will do too, such as name@office.northwind.example.`,
    )
  })

  test('in their own script, and not all of fifty', () => {
    expect(told('ann@elsewhere.example', 'xn--bcher-kva.example')).toContain('@bücher.example')
    expect(told('ann@buücher.example', 'xn--bcher-kva.example')).toBe(
      'Did you mean …@bücher.example? The address that you typed ends in buücher.example.',
    )
    const many = Array.from({ length: 50 }, (_, index) => `n${String(index)}.example.org`)
    expect(told('ann@elsewhere.example', ...many)).toMatch(/@n5\.example\.org\. The letter’s page names 44 more\.$/)
  })
})

test('a hidden character is named, wherever an address is typed', async () => {
  const letter = await openLetter(server)
  const hidden = sentence('mailbox-address-control')
  const address = 'bo\u200bb@northwind.example'
  const signing = await submit(server, `/letters/${letter.slug}/signings`, {
    visibility: 'public',
    name: 'Bob',
    address,
  })
  expect(signing.html).toContain(hidden)
  expect(signing.html).not.toContain(sentence('work-address-malformed'))
  for (const path of ['removals', 'vouching/challenges', 'subscriptions'])
    expect((await post(server, `/api/v1/letters/${letter.slug}/${path}`, { address })).json['detail'], path).toBe(
      hidden,
    )
  expect((await api(server, null, 'POST', '/organizers/codes', { address })).json.detail).toBe(hidden)
})

describe('“what you typed is still here” stands only above a form that keeps it', () => {
  const kept = sentence('http-typed-kept')

  test('while signing is paused', async () => {
    const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
    await db.updateTable('letter').set({ paused: true }).where('id', '=', letter.id).execute()
    const path = `/letters/${letter.slug}`
    const paused = sentence('refusal-signing-paused')
    const typed = { visibility: 'public', name: 'Ann Lee', address: 'ann@northwind.example' }
    const form = await submit(server, `${path}/signings`, typed)
    expect(form.html).toContain(`${paused} ${kept}`)
    expect(form.html).toContain('value="Ann Lee"')
    const first = await pageOf(server, `${path}/sign`)
    expect(first.html).toContain(paused)
    expect(first.html).not.toContain(kept)
    const code = await submit(server, `${path}/signings/confirmation`, { ...typed, challenge: 'x', code: '1' })
    expect(code.html).toContain(paused)
    expect(code.html).not.toContain(kept)
    const json = await post(server, `/api/v1${path}/signings`, typed)
    expect(json.json['detail']).toBe(paused)
    const credential = await post(server, `/api/v1${path}/credentials/challenges`, { address: typed.address })
    expect(credential.json['detail']).toBe(paused)
  })

  test('of a closed letter nobody is told that it can be sent later', async () => {
    const letter = await openLetter(server)
    await setClosed(server, letter)
    const path = `/letters/${letter.slug}`
    const typed = { visibility: 'public', name: 'Ann Lee', address: 'ann@northwind.example' }
    const first = await pageOf(server, `${path}/sign`)
    const form = await submit(server, `${path}/signings`, typed)
    for (const { html } of [first, form]) {
      expect(html).toContain(sentence('refusal-signing-closed'))
      expect(html).not.toContain(kept)
    }
  })
})

describe('vouching is offered only where there is vouching', () => {
  const typed = { visibility: 'public', name: 'Ann Lee', address: 'ann@elsewhere.example' }
  const linksOf = async (vouches: number) => {
    const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
    await db.updateTable('letter').set({ vouches_each: vouches }).where('id', '=', letter.id).execute()
    const path = `/letters/${letter.slug}`
    const pages = [
      await submit(server, `${path}/signings`, typed),
      await submit(server, `${path}/signings`, { ...typed, address: 'ann@northwind.example' }),
      await pageOf(server, `${path}/anonymous`),
      await pageOf(server, path),
    ]
    return pages.map(({ html }) => html.includes(`${path}/vouched"`) || html.includes(`${path}/vouching"`))
  }

  test('on every page that tells people without an address what to do', async () => {
    expect(await linksOf(3)).toEqual([true, true, true, true])
    expect(await linksOf(0)).toEqual([false, false, false, false])
  })
})
