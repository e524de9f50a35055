import { describe, expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { crowd } from '../support/crowd.ts'
import {
  api,
  draftOf,
  join,
  keyOf,
  nextBatch,
  northwind,
  openLetter,
  organizer,
  organizerPage,
  organizerPost,
  pageOf,
  signAs,
  type Person,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const employers = [
  { name: 'Halden', domains: ['halden.example'] },
  { name: 'Meridian', domains: ['meridian.example'] },
  { name: 'Arden <b>', domains: ['arden.example'] },
]

/** A letter that people sign, in batches of two. */
async function signed(byEmployer: boolean, people: Person[]) {
  const letter = await openLetter(server, { byEmployer, batchSize: 2, draft: { employers } })
  for (const person of people) await signAs(server, letter, person)
  await nextBatch(server, letter)
  return letter
}

const at = (domain: string, ...names: string[]): Person[] =>
  names.map((name) => ({
    name,
    address: `${name.replace(' ', '.').toLowerCase()}@${domain}.example`,
    visibility: 'public',
  }))
const three = [
  ...at('halden', 'Ada One', 'Ada Two', 'Ada Three'),
  ...at('meridian', 'Bea One', 'Bea Two'),
  ...at('arden', 'Cem One', 'Cem Two'),
]

/** The headings of the names on the letter's page, with the names below each. */
async function groupsOn(letter: Parameters<typeof keyOf>[0]) {
  const { html } = await pageOf(server, `/letters/${keyOf(letter)}`)
  const [, list = ''] = html.split('id="names-heading"')
  return list
    .split('<h3>')
    .slice(1)
    .map((part) => [
      /<bdi>(.*?)<\/bdi>/.exec(part)?.[1],
      [...part.split('</ul>')[0]!.matchAll(/<li>.*?<bdi>(.*?)<\/bdi>/g)].map(([, name]) => name).toSorted(),
    ])
}

async function namesAt(path: string): Promise<string[]> {
  const { json } = await api(server, null, 'GET', path.replace('/api/v1', ''))
  return (json.names as { name: string }[]).map(({ name }) => name).toSorted()
}

describe('public names', () => {
  test('stand under their employers on the page, in the lists and in the JSON', async () => {
    const letter = await signed(true, three)
    expect(await groupsOn(letter)).toEqual([
      ['Arden &lt;b&gt;', ['Cem One', 'Cem Two']],
      ['Halden', ['Ada One', 'Ada Three', 'Ada Two']],
      ['Meridian', ['Bea One', 'Bea Two']],
    ])
    const path = `/letters/${keyOf(letter)}/signatures`
    const { json } = await api(server, null, 'GET', path)
    const groups = json.groups as { employer: string; path: string }[]
    expect(groups.map(({ employer }) => employer)).toEqual(['Arden <b>', 'Halden', 'Meridian'])
    expect(await namesAt(groups[2]!.path)).toEqual(['Bea One', 'Bea Two'])
    expect(json.names).toHaveLength(7)
    const { html } = await pageOf(server, `${path}?group=${groups[1]!.path.split('group=')[1]!}`)
    expect([html.includes('Ada Three'), html.includes('Bea One')]).toEqual([true, false])
    expect(html).toContain('<span aria-current="page">Halden</span>')
  })

  test('of an employer with many fill several pages, which hold nobody else', async () => {
    const letter = await openLetter(server, { byEmployer: true, batchSize: 2, draft: { employers } })
    const people = ['Halden', 'Meridian'].flatMap((employer) =>
      Array.from({ length: 130 }, (_, index) => ({ name: `${employer} ${String(index)}`, employer })),
    )
    await crowd(server, letter, people)
    await nextBatch(server, letter)
    const { html } = await pageOf(server, `/letters/${keyOf(letter)}`)
    const more = [...html.matchAll(/href="([^"]*group&#x3D;\d|[^"]*group=\d)"/g)].map(([, path]) => path)
    expect(more).toHaveLength(2)
    const names: string[] = []
    let next: string | null = `/api/v1/letters/${keyOf(letter)}/signatures?group=2`
    const sizes: number[] = []
    while (next !== null) {
      const { json } = await api(server, null, 'GET', next.replace('/api/v1', ''))
      const found = (json.names as { name: string }[]).map(({ name }) => name)
      names.push(...found)
      sizes.push(found.length)
      next = json.next as string | null
    }
    expect(sizes).toEqual([120, 10])
    expect(names.toSorted()).toEqual(
      people.flatMap(({ name, employer }) => (employer === 'Halden' ? [name] : [])).toSorted(),
    )
  })

  test('of an employer with fewer than k stand with the others, and alone neither of them is told apart', async () => {
    const others = [...at('meridian', 'Bea One'), ...at('arden', 'Cem One')]
    expect(await groupsOn(await signed(true, [...three.slice(0, 3), ...others]))).toEqual([
      ['Halden', ['Ada One', 'Ada Three', 'Ada Two']],
      [sentence('letter-names-others'), ['Bea One', 'Cem One']],
    ])
    // One name is left over, and it could only be at Meridian.
    expect(await groupsOn(await signed(true, [...three.slice(0, 3), ...at('meridian', 'Bea One')]))).toEqual([])
  })

  test('stand in one list if the organizers have not chosen otherwise', async () => {
    const letter = await signed(false, three)
    expect(await groupsOn(letter)).toEqual([])
    const { json } = await api(server, null, 'GET', `/letters/${keyOf(letter)}/signatures?group=2`)
    expect([json.groups, (json.names as object[]).length]).toEqual([[], 7])
  })

  test('are the only ones that a group holds: what others chose stays out of it', async () => {
    const hidden: Person[] = [
      { name: 'Dora Hidden', address: 'dora@halden.example', visibility: 'withheld' },
      { name: 'Emil Given', address: 'emil@halden.example', visibility: 'recipients' },
    ]
    const letter = await signed(true, [...three, ...hidden])
    expect((await groupsOn(letter))[1]).toEqual(['Halden', ['Ada One', 'Ada Three', 'Ada Two']])
  })
})

test('people read before they sign that their employer stands above a public name', async () => {
  for (const byEmployer of [true, false]) {
    const letter = await openLetter(server, { byEmployer, draft: { employers } })
    const { html } = await pageOf(server, `/letters/${keyOf(letter)}/sign`)
    expect(html.includes(sentence('signing-public-employer'))).toBe(byEmployer)
  }
})

describe('organizers', () => {
  test('choose it in the draft, and the second owner reads it', async () => {
    const owner = await organizer(server)
    const letter = await draftOf(server, owner, northwind)
    const path = `/dashboard/letters/${letter}/text/names`
    const { html } = await organizerPage(server, owner, path)
    expect(html).toContain(sentence('drafting-by-employer'))
    const { json } = await api(server, owner, 'GET', `/dashboard/letters/${letter}/draft`)
    expect(json.names_by_employer).toBe(false)
    const form = { version: String(json.version), visibilities: 'public', preset: 'usual', shown_numbers: '' }
    await organizerPost(server, owner, path, { ...form, vouches_each: '0', names_by_employer: 'yes' })
    const saved = await api(server, owner, 'GET', `/dashboard/letters/${letter}/draft`)
    expect(saved.json.names_by_employer).toBe(true)
    const second = await organizer(server)
    await join(server, second, letter, 'owner')
    await api(server, owner, 'POST', `/dashboard/letters/${letter}/opening`, {
      to: 'open',
      version: saved.json.version,
    })
    const approvals = await api(server, second, 'GET', `/dashboard/letters/${letter}/approvals`)
    expect(JSON.stringify(approvals.json)).toContain(sentence('approvals-fact-by-employer'))
  })

  test('cannot choose it once people may have signed without it, but can end it', async () => {
    const change = async (byEmployer: boolean, to: boolean) => {
      const letter = await openLetter(server, { byEmployer, draft: { employers } })
      const owner = await organizer(server)
      await join(server, owner, letter.id, 'owner')
      const draft = `/dashboard/letters/${letter.id}/draft`
      const { json } = await api(server, owner, 'GET', draft)
      const answer = await api(server, owner, 'PATCH', draft, { version: json.version, names_by_employer: to })
      return [answer.status, ((answer.json.errors ?? []) as { field: string }[]).map(({ field }) => field)]
    }
    expect(await change(false, true)).toEqual([422, ['names_by_employer']])
    expect(await change(true, false)).toEqual([200, []])
  })
})
