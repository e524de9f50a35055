import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SignaturesJson } from '../../server/dashboard/schemas.ts'
import { claimName } from '../../server/signatures/my-signature/claim-name.ts'
import { hideName } from '../../server/signatures/moderation/hide-name.ts'
import { invalidate } from '../../server/signatures/moderation/invalidate.ts'
import { reduceVisibility } from '../../server/signatures/my-signature/reduce-visibility.ts'
import { reinstate } from '../../server/signatures/moderation/reinstate.ts'
import { showNameAgain } from '../../server/signatures/moderation/show-name-again.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { testServer } from '../support/app.ts'
import { crowd, recount, tally, times, type Stands } from '../support/crowd.ts'
import {
  api,
  organizerPage,
  organizerPost,
  join,
  keyOf,
  letterAsJson,
  namesOf,
  nextBatch,
  openLetter,
  organizer,
  pageOf,
  setClosed,
  verifiedCount,
  type Organizer,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()

async function moderated(options: Parameters<typeof openLetter>[1] = {}) {
  const letter = await openLetter(server, options)
  const who = await organizer(server)
  await join(server, who, letter.id, 'moderator')
  return { letter, who, path: `/dashboard/letters/${letter.id}` }
}

async function found(who: Organizer, letter: AddressedLetter, search: string) {
  const { json } = await api(server, who, 'POST', `/dashboard/letters/${letter.id}/signatures/search`, {
    search,
    state: 'all',
  })
  return json.signatures as SignaturesJson['signatures']
}

describe('hiding a name', () => {
  test('a moderator hides a name: it disappears everywhere at once, the count stays, and showing it again restores it', async () => {
    const { letter, who, path } = await moderated()
    await crowd(server, letter, [{ name: 'Not Mine' }, { name: 'Ann Lee' }])
    await nextBatch(server, letter)
    const [row] = await found(who, letter, 'not mine')
    const at = `${path}/signatures/${row?.id ?? ''}`
    expect((await organizerPage(server, who, at)).html).toContain(sentence('dashboard-signature-name-hide'))
    expect((await organizerPost(server, who, `${at}/hiding`)).location).toBe(at)
    expect(await namesOf(server, letter)).toEqual(['Ann Lee'])
    expect(await verifiedCount(server, letter)).toBe(2)
    expect((await letterAsJson(server, letter)).tally).toMatchObject({ hidden_on_request: 1 })
    expect((await pageOf(server, `/letters/${keyOf(letter)}`)).html).toContain('1 name was hidden')
    expect(await found(who, letter, 'not mine')).toMatchObject([{ hidden: true }])

    expect((await api(server, who, 'POST', `${at}/hiding`)).json).toEqual({ outcome: 'already' })
    expect((await api(server, who, 'POST', `${at}/hiding/end`)).json).toEqual({ outcome: 'shown' })
    expect((await namesOf(server, letter)).toSorted()).toEqual(['Ann Lee', 'Not Mine'])
    expect((await letterAsJson(server, letter)).tally).toMatchObject({ hidden_on_request: 0 })
    const { html } = await organizerPage(server, who, `${path}/activity`)
    expect(html).toContain(sentence('activity-name-hidden'))
    expect(html).not.toContain('Not Mine')
  })

  test('a moderator hides a name that the public never saw, and the public number of hidden names stays the same', async () => {
    const { letter, who, path } = await moderated()
    const [kept] = await crowd(server, letter, [{ name: 'Kept Name', visibility: 'recipients' }])
    await nextBatch(server, letter)
    await api(server, who, 'POST', `${path}/signatures/${kept?.id ?? ''}/hiding`)
    expect((await letterAsJson(server, letter)).tally).toMatchObject({ hidden_on_request: 0 })
    await api(server, who, 'POST', `${path}/signatures/${kept?.id ?? ''}/hiding/end`)
    expect((await letterAsJson(server, letter)).tally).toMatchObject({ hidden_on_request: 0 })
  })

  test('a moderator cannot hide a name while the letter is collecting, before its batch, or after the batch of its withdrawal', async () => {
    const { letter, who, path } = await moderated({ batchSize: 2, firstThreshold: 2 })
    const [waiting, other] = await crowd(server, letter, times(2, { name: 'Ann Lee' }))
    const hiding = `${path}/signatures/${waiting?.id ?? ''}/hiding`
    expect((await api(server, who, 'POST', hiding)).json.code).toBe('still-collecting')
    await nextBatch(server, letter)
    const [next] = await crowd(server, letter, [{ name: 'Bea Ngo' }])
    expect((await api(server, who, 'POST', `${path}/signatures/${next?.id ?? ''}/hiding`)).status).toBe(404)
    for (const each of [waiting, other]) await withdraw(server.parts, letter, each?.signingKey ?? '', server.now())
    expect((await api(server, who, 'POST', hiding)).status).toBe(200)
    await nextBatch(server, letter)
    expect((await api(server, who, 'POST', hiding)).status).toBe(404)
  })
})

describe('“my name, not my signature”', () => {
  test('two people report a name, the organizers read both messages, and each decision deletes its message', async () => {
    const { letter, who, path } = await moderated()
    await crowd(server, letter, [{ name: 'Mara Vance' }, { name: 'Ann Lee' }])
    await nextBatch(server, letter)
    for (const message of ['I never signed this.', 'Neither did I.'])
      await claimName(server.parts, letter, { name: 'Mara Vance', message }, server.now())
    const page = await organizerPage(server, who, `${path}/name-claims`)
    expect(page.html).toContain('I never signed this.')
    expect((await organizerPage(server, who, path)).html).toContain('2 people say “my name, not my signature”.')
    const { json } = await api(server, who, 'GET', `${path}/name-claims`)
    const [first, second] = json.claims as { id: string }[]

    const decide = await organizerPage(server, who, `${path}/name-claims/${first?.id ?? ''}`)
    const signature = /name="signature" value="([\w-]{22})"/.exec(decide.html)?.[1] ?? ''
    const none = await organizerPost(server, who, `${path}/name-claims/${first?.id ?? ''}/decision`, {
      decision: 'hide',
    })
    expect(none.status).toBe(422)
    expect(none.html).toContain(sentence('refusal-signature-missing'))
    await organizerPost(server, who, `${path}/name-claims/${first?.id ?? ''}/decision`, { decision: 'hide', signature })
    expect(await namesOf(server, letter)).toEqual(['Ann Lee'])

    const at = `${path}/name-claims/${second?.id ?? ''}/decision`
    expect((await api(server, who, 'POST', at, { decision: 'decline' })).json).toEqual({ outcome: 'declined' })
    expect((await api(server, who, 'POST', at, { decision: 'decline' })).status).toBe(404)
    const rows = await server.parts.db.selectFrom('name_claim').selectAll().where('letter_id', '=', letter.id).execute()
    expect(rows.every(({ message_sealed }) => message_sealed === null)).toBe(true)
    expect((await organizerPage(server, who, `${path}/name-claims`)).html).toContain(
      sentence('dashboard-name-claims-none'),
    )
  })
})

describe('invalidating', () => {
  test('a moderator invalidates a signature: the name disappears at once, the count follows with the batch, and both can return', async () => {
    const { letter, who, path } = await moderated()
    const [robot] = await crowd(server, letter, [{ name: 'A Robot' }, { name: 'Ann Lee' }])
    await nextBatch(server, letter)
    const at = `${path}/signatures/${robot?.id ?? ''}/invalidation`
    expect((await organizerPost(server, who, at)).html).toContain(sentence('refusal-reason-missing'))
    await organizerPost(server, who, at, { reason: 'not-a-person' })
    expect(await namesOf(server, letter)).toEqual(['Ann Lee'])
    expect(await verifiedCount(server, letter)).toBe(2)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(1)
    expect(await tally(server, letter)).toEqual(await recount(server, letter))

    await organizerPost(server, who, `${at}/end`)
    expect(await namesOf(server, letter)).toEqual(['Ann Lee'])
    await nextBatch(server, letter)
    expect((await namesOf(server, letter)).toSorted()).toEqual(['A Robot', 'Ann Lee'])
    expect(await verifiedCount(server, letter)).toBe(2)
  })

  test('a moderator invalidates many: sees their number first, is refused if it changed, finds it in the log, and can undo it', async () => {
    const { letter, who, path } = await moderated()
    await crowd(server, letter, [
      ...times(12, { name: 'Fake Person', resemblance: 'no' }),
      ...times(3, { name: 'Fake Hidden', resemblance: 'no', visibility: 'withheld' }),
      ...times(20, { name: 'Real Person' }),
    ])
    await nextBatch(server, letter)
    const before = await tally(server, letter)
    const preview = await organizerPost(server, who, `${path}/invalidations/preview`, {
      resemblance: 'no',
      name: 'fake',
    })
    expect(preview.html).toContain(sentence('dashboard-invalidations-matching', { count: 15 }))
    expect(preview.html).toContain(sentence('dashboard-invalidations-button', { count: 15 }))
    const condition = { resemblance: 'no', name: 'fake' }
    const body = { condition, expected: 14, reason: 'not-a-person' }
    const changed = await api(server, who, 'POST', `${path}/invalidations`, body)
    expect(changed.json.code).toBe('number-changed')
    const fields = { ...condition, expected: '15', reason: 'not-a-person' }
    expect((await organizerPost(server, who, `${path}/invalidations`, { ...fields, reason: '' })).status).toBe(422)
    expect((await organizerPost(server, who, `${path}/invalidations`, fields)).location).toBe(`${path}/activity`)
    expect((await namesOf(server, letter)).length).toBe(20)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(20)
    expect(await tally(server, letter)).toEqual(await recount(server, letter))

    const log = await organizerPage(server, who, `${path}/activity`)
    expect(log.html).toContain('invalidated 15 signatures: not a person')
    expect(log.html).not.toContain('Fake')
    const undo = /action="([^"]+\/invalidations\/[^"]+\/end)"/.exec(log.html)?.[1] ?? ''
    await organizerPost(server, who, undo)
    await nextBatch(server, letter)
    expect((await namesOf(server, letter)).length).toBe(32)
    expect(await tally(server, letter)).toEqual(before)
    expect(await tally(server, letter)).toEqual(await recount(server, letter))
  })

  test('a moderator needs a condition, and may name an employer only if the breakdown shows it by itself', async () => {
    const employers = [
      { name: 'Northwind', domains: ['northwind.example'] },
      { name: 'Fabrikam', domains: ['fabrikam.example'] },
    ]
    const { letter, who, path } = await moderated({ draft: { employers }, batchSize: 5 })
    await crowd(server, letter, [...times(20, {}), ...times(8, { employer: 'Fabrikam' })])
    await nextBatch(server, letter)
    const rows = await server.parts.db.selectFrom('employer').selectAll().where('letter_id', '=', letter.id).execute()
    const fabrikam = rows.find(({ name }) => name === 'Fabrikam')?.id ?? ''
    const preview = async (condition: object) =>
      (await api(server, who, 'POST', `${path}/invalidations/preview`, condition)).json as {
        code?: string
        count?: number
      }
    expect((await preview({})).code).toBe('condition-empty')
    expect((await preview({ employer: fabrikam, name: 'ann' })).code).toBe('condition-employer-with-others')
    expect((await preview({ name: 'a' })).code).toBe('condition-name-too-short')
    expect(await preview({ employer: fabrikam })).toEqual({ count: 8 })
    await crowd(server, letter, [...times(4, {}), { employer: 'Fabrikam' }])
    await nextBatch(server, letter)
    expect((await preview({ employer: fabrikam })).code).toBe('employer-too-small')
  })

  test('a moderator invalidates a signature of a closed letter, and the count follows with the next batch', async () => {
    const { letter, who, path } = await moderated()
    const [one] = await crowd(server, letter, times(3, { name: 'Ann Lee' }))
    await nextBatch(server, letter)
    await setClosed(server, letter)
    await api(server, who, 'POST', `${path}/signatures/${one?.id ?? ''}/invalidation`, { reason: 'other' })
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(2)
  })
})

describe('no order of acts makes a signature more visible than its signatory chose', () => {
  const acts = ['hide', 'show', 'invalidate', 'reinstate', 'lessen', 'withdraw', 'batch'] as const

  test('after random acts, the name shows only where the signatory allows it, and the counts equal a recount', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('public' as const, 'recipients' as const, 'withheld' as const),
        fc.array(fc.constantFrom(...acts), { minLength: 3, maxLength: 12 }),
        async (chosen, sequence) => {
          const { letter, who } = await moderated()
          const [subject] = await crowd(server, letter, [
            { name: 'The Subject', visibility: chosen },
            { name: 'Ann Lee' },
          ])
          await nextBatch(server, letter)
          let visible = chosen === 'public'
          const hiding = { hidden: false, invalid: false }
          for (const act of sequence) {
            await perform(act, letter, who, subject)
            if (act === 'lessen' || act === 'withdraw') visible = false
            if (act === 'hide' || act === 'show') hiding.hidden = act === 'hide'
            if (act === 'invalidate' || act === 'reinstate') hiding.invalid = act === 'invalidate'
            const names = await namesOf(server, letter)
            const allowed = visible && !hiding.hidden && !hiding.invalid
            if (!allowed) expect(names, `${chosen}: ${sequence.join(' ')} at ${act}`).not.toContain('The Subject')
            if (act === 'batch') expect(await tally(server, letter)).toEqual(await recount(server, letter))
          }
          await nextBatch(server, letter)
          const shown = (await namesOf(server, letter)).includes('The Subject')
          expect(shown, sequence.join(' ')).toBe(visible && !hiding.hidden && !hiding.invalid)
          expect(await tally(server, letter)).toEqual(await recount(server, letter))
        },
      ),
      { numRuns: 40 },
    )
  }, 240_000)

  async function perform(
    act: (typeof acts)[number],
    letter: AddressedLetter,
    who: Organizer,
    subject: Stands | undefined,
  ) {
    const { id: signatureId = '', signingKey = '' } = subject ?? {}
    const by = { letterId: letter.id, organizerId: who.id, signatureId }
    const now = server.now()
    const all = {
      hide: () => hideName(server.parts, by, now),
      show: () => showNameAgain(server.parts, by, now),
      invalidate: () => invalidate(server.parts, { ...by, meant: { signatureId }, reason: 'other' }, now),
      reinstate: () => reinstate(server.parts, by, now),
      lessen: () => reduceVisibility(server.parts, letter, { signingKey, to: 'withheld' }, now),
      withdraw: () => withdraw(server.parts, letter, signingKey, now),
      batch: () => nextBatch(server, letter),
    }
    // Acts on a signature that is withdrawn or already less visible are refused.
    await all[act]().catch((error: unknown) => {
      if (!(error instanceof Error && error.name === 'Refusal')) throw error
    })
  }
})
