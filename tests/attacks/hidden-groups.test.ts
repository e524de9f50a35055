import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { describe, expect, test } from 'vitest'
import type { SignaturesJson } from '../../server/dashboard/schemas.ts'
import { letterById } from '../../server/letter/queries.ts'
import type { Visibility } from '../../server/letter/rules.ts'
import { listAsOfNow } from '../../server/delivery/copies/freeze.ts'
import type * as batches from '../../server/signatures/batch/close-batch.ts'
import { changeAs, pathOf, signAnonymously, withdrawalOf } from '../support/anonymous.ts'
import { crowd, times } from '../support/crowd.ts'
import { serverWithSwitches, type Defence } from '../support/switched-off.ts'
import {
  api,
  organizerPage,
  organizerPost,
  join,
  keyOf,
  letterAsJson,
  namesOf,
  openLetter,
  organizer,
  pageOf,
  signAs,
  submit,
  type Organizer,
} from '../support/stories.ts'
import { withConsent } from '../support/organizers.ts'

const rules = 'server/signatures/batch/rules.ts'
const queries = 'server/signatures/moderation-queries.ts'
/** The behaviour until November 2026: k counted everybody who waits, and organizers saw a withdrawal at once. */
const defences: Defence[] = [
  {
    name: 'groups',
    file: rules,
    from: 'admissible(waiting.additions, k)',
    to: '(total(waiting.additions) >= k ? [...waiting.additions] : [])',
  },
  {
    name: 'groups of changes',
    file: rules,
    from: "admissible(wishing('leaves'), k)",
    to: '(additions.length > 0 || waiting.changes.length >= k ? wishing("leaves") : [])',
  },
  {
    name: 'batch before the dashboard',
    file: 'server/signatures/disclosure.ts',
    from: "viewer === 'organizer' ? asCounted : { ...asCounted, name_hidden: false }",
    to: "viewer === 'organizer' ? signature : { ...asCounted, name_hidden: false }",
  },
  {
    name: 'batch before the dashboard',
    file: 'server/signatures/moderation/all-matching.ts',
    from: "nameMatches(core, row, 'organizer', condition)",
    to: "!row.pending_withdrawal && nameMatches(core, row, 'organizer', condition)",
  },
  {
    name: 'batch before the dashboard',
    file: queries,
    from: 'id = any(${ids}::bytea[])',
    to: 'id = any(${ids}::bytea[]) and not pending_withdrawal',
    sql: true,
  },
  {
    name: 'batch before the dashboard',
    file: 'server/dashboard/export-names.ts',
    from: 'row.counted && row.revision',
    to: '!row.pending_withdrawal && row.counted && row.revision',
  },
]

const { server, without, module } = await serverWithSwitches(defences, { settings: { UNIT_MINUTE_SECONDS: '1' } })
const { db } = server.parts
const { closeBatch } = (await module('signatures/batch/close-batch.ts')) as typeof batches
const visibilities: Visibility[] = ['anonymous', 'withheld', 'recipients', 'public']

/** Moves the copy's clock to the letter's next batch and closes it. */
async function closeBatchOf({ id }: AddressedLetter): Promise<void> {
  const letter = await letterById(db, id)
  if (letter?.next_batch_at) server.at(letter.next_batch_at)
  await closeBatch(server.parts, id, server.now())
}

async function countOf(letter: AddressedLetter): Promise<number> {
  const { tally } = await letterAsJson(server, letter)
  return tally.classes.reduce((sum, { count }) => sum + count, 0)
}

interface Role {
  /** The visibility of four signatories whose names this role sees; `hidden` is the visibility of the fifth. */
  seen: Exclude<Visibility, 'anonymous'>
  hidden: Visibility
  names: (letter: AddressedLetter, moderator: Organizer) => Promise<(string | null)[]>
}

const roles: Record<string, Role> = {
  'anybody who reads the page': {
    seen: 'public',
    hidden: 'anonymous',
    names: (letter) => namesOf(server, letter),
  },
  'a recipient, with a copy': {
    seen: 'recipients',
    hidden: 'withheld',
    names: async ({ id }) => {
      const { entries } = await listAsOfNow(server.parts, db, (await letterById(db, id))!, 'names')
      return entries.map(({ name }) => name)
    },
  },
  'an organizer who moderates': {
    seen: 'withheld',
    hidden: 'anonymous',
    names: async ({ id }, moderator) => {
      const { json } = await api(server, moderator, 'GET', `/dashboard/letters/${id}/signatures`)
      return (json.signatures as SignaturesJson['signatures']).map(({ person }) => person?.name ?? null)
    },
  },
}

describe('the gateway’s log of five codes, less the four names that one sees, names the fifth', () => {
  test.each(Object.entries(roles))(
    'to %s, where k counts everybody; not where it counts the hidden',
    async (_, role) => {
      const moderator = await organizer(server)
      const attack = async () => {
        const letter = await openLetter(server, { visibilities, batchSize: 5 })
        await join(server, moderator, letter.id, 'moderator')
        const begun = server.inbox.mails().length
        for (const name of ['Ana', 'Ben', 'Cem', 'Dee'])
          await signAs(server, letter, { name, address: `${name}@northwind.example`, visibility: role.seen })
        if (role.hidden === 'anonymous') await signAnonymously(server, letter, 'eve@northwind.example')
        else await signAs(server, letter, { name: 'Eve', address: 'eve@northwind.example', visibility: role.hidden })
        const gateway = server.inbox
          .mails()
          .slice(begun)
          .map(({ to }) => to)
        expect(gateway).toHaveLength(5)
        await closeBatchOf(letter)
        const seen = (await role.names(letter, moderator)).map((name) =>
          `${name ?? ''}@northwind.example`.toLowerCase(),
        )
        const suspects = gateway.filter((address) => !seen.includes(address.toLowerCase()))
        // The page counts exactly as many signatures beyond the names as there are suspects, so the suspects are identified.
        return (await countOf(letter)) - seen.filter((each) => each !== '@northwind.example').length === suspects.length
          ? suspects
          : []
      }
      expect(await attack()).toEqual([])
      expect(await without('groups', attack)).toEqual(['eve@northwind.example'])
    },
  )
})

test('whether one anonymous signatory withdrew in an hour shows neither beside five who come nor beside four whom a moderator takes out', async () => {
  const moderator = await organizer(server)
  const cover = {
    'five who come': (letter: AddressedLetter) => crowd(server, letter, times(5, { name: 'Ann Lee' })),
    'four taken out': async (letter: AddressedLetter) => {
      const { json } = await api(
        server,
        moderator,
        'GET',
        `/dashboard/letters/${letter.id}/signatures?visibility=public`,
      )
      for (const { id } of (json.signatures as { id: string }[]).slice(0, 4))
        await api(server, moderator, 'POST', `/dashboard/letters/${letter.id}/signatures/${id}/invalidation`, {
          reason: 'other',
        })
    },
  }
  for (const [what, covering] of Object.entries(cover)) {
    const attack = async () => {
      const letter = await openLetter(server, { visibilities })
      await join(server, moderator, letter.id, 'moderator')
      const holder = await signAnonymously(server, letter, 'eve@northwind.example')
      await crowd(server, letter, times(5, { name: 'Bea Ngo' }))
      await closeBatchOf(letter)
      // From here on, the letter has a larger batch size.
      await db.updateTable('letter').set({ batch_size: 5 }).where('id', '=', letter.id).execute()
      await changeAs(server, letter, withdrawalOf(letter, holder))
      await covering(letter)
      await closeBatchOf(letter)
      const published = await fetch(server.url + pathOf(letter, 'credentials/published'))
      const { signatures } = (await published.json()) as { signatures: { withdrawal: string | null }[] }
      return signatures.filter(({ withdrawal }) => withdrawal !== null).length
    }
    expect(await attack(), what).toBe(0)
    expect(await without('groups of changes', attack), what).toBe(1)
  }
})

describe('organizers who look before and after', () => {
  test('see no withdrawal of a signature without a name before its batch, on any page; without that each page tells', async () => {
    const owner = await organizer(server)
    const letter = await openLetter(server, { visibilities })
    const path = `/dashboard/letters/${letter.id}`
    await join(server, owner, letter.id, 'owner')
    const others: Record<string, Organizer> = {}
    for (const role of ['moderator', 'editor', 'viewer'] as const) {
      others[role] = await organizer(server)
      await join(server, others[role], letter.id, role)
    }
    const anonymous = []
    for (const local of ['eve', 'fay'])
      anonymous.push(await signAnonymously(server, letter, `${local}@northwind.example`))
    const nameless = await crowd(server, letter, times(2, { name: null, visibility: 'withheld' }))
    await crowd(server, letter, [
      ...times(4, { name: 'Bea Ngo' }),
      ...times(3, { name: 'Cid Oz', visibility: 'withheld' }),
    ])
    await closeBatchOf(letter)
    const ids = [anonymous[0]!.credentialId.subarray(0, 16).toString('base64url'), nameless[0]!.id]

    const views: Record<string, () => Promise<unknown>> = {
      list: () => api(server, owner, 'GET', `${path}/signatures`),
      'list of anonymous': () => api(server, owner, 'GET', `${path}/signatures?visibility=anonymous`),
      page: () => organizerPage(server, owner, `${path}/signatures`),
      'page, all': () => organizerPage(server, owner, `${path}/signatures?state=all`),
      search: () => api(server, owner, 'POST', `${path}/signatures/search`, { search: 'bea' }),
      'preview of withheld': () =>
        api(server, owner, 'POST', `${path}/invalidations/preview`, { visibility: 'withheld' }),
      'preview of anonymous': () =>
        organizerPost(server, owner, `${path}/invalidations/preview`, { visibility: 'anonymous' }),
      'each by itself': () => Promise.all(ids.map((id) => organizerPage(server, owner, `${path}/signatures/${id}`))),
      export: async () => {
        await withConsent(server, letter.id, () => organizerPost(server, owner, `${path}/exports`))
        return organizerPost(server, owner, `${path}/exports`)
      },
      summary: () => api(server, owner, 'GET', `${path}/summary`),
      breakdown: () => api(server, owner, 'GET', `${path}/breakdown`),
      figures: () => organizerPage(server, owner, `${path}/figures.csv`),
      overview: () => organizerPage(server, owner, path),
      moderator: () => api(server, others['moderator']!, 'GET', `${path}/signatures`),
      editor: () => api(server, others['editor']!, 'GET', `${path}/signatures`),
      viewer: () => api(server, others['viewer']!, 'GET', `${path}/signatures`),
      reader: () => pageOf(server, `/letters/${keyOf(letter)}`),
    }
    const look = async () => {
      const seen: Record<string, string> = {}
      for (const [view, show] of Object.entries(views)) {
        const { headers: _, ...answer } = (await show()) as { headers?: unknown }
        // The overview lists the export itself as an act, so it is masked.
        seen[view] = JSON.stringify(answer).replace(
          /<ul class=\\"log\\">.*?<\/ul>|name=\\"_csrf\\" value=\\"[^"]*"/g,
          '',
        )
      }
      return seen
    }
    const told = (before: Record<string, string>, after: Record<string, string>) =>
      Object.keys(before).filter((view) => before[view] !== after[view])
    await look()
    const before = await look()
    await changeAs(server, letter, withdrawalOf(letter, anonymous[0]!))
    await submit(server, `/letters/${keyOf(letter)}/mine/withdrawal`, { signing_key: nameless[0]!.signingKey })
    expect(told(before, await look())).toEqual([])
    expect(told(before, await without('batch before the dashboard', look))).toEqual([
      'list',
      'list of anonymous',
      'page',
      'page, all',
      'preview of withheld',
      'preview of anonymous',
      'each by itself',
      'export',
      'moderator',
    ])
    await closeBatchOf(letter)
    expect(told(before, await look())).toContain('reader')
  })
})
