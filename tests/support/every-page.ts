import { randomId } from '../../server/crypto/keyed-hash.ts'
import { makeRecoveryLink } from '../../server/organizers/recovery/make-recovery-link.ts'
import { unsubscribeToken } from '../../server/updates/secrets.ts'
import { demandKey } from '../../server/demands/rules.ts'
import { answeredWithPdf } from './answers.ts'
import type { TestServer } from './app.ts'
import { confirmed, planned, tokensOf, type Campaign } from './deliveries.ts'
import { reviewLink } from './reviews.ts'
import {
  api,
  draftOf,
  join,
  keyOf,
  nextBatch,
  northwind,
  withConsent,
  openLetter,
  organizer,
  organizerPost,
  post,
  signAs,
  type Organizer,
} from './stories.ts'

/**
 * A letter with everything that pages show: signatures, deliveries, answers, updates.
 * @returns a path for each route that answers GET with a page, and an owner who may read them all
 */
export async function everyPage(server: TestServer): Promise<{ pages: Record<string, string>; owner: Organizer }> {
  const letter = await openLetter(server, {
    visibilities: ['anonymous', 'withheld', 'together', 'recipients', 'public'],
    needed: 3,
  })
  const owner = await organizer(server)
  await join(server, owner, letter.id, 'owner')
  for (const [index, name] of ['Ann Lee', '王思雨', 'ليلى حداد'].entries())
    await signAs(server, letter, { name, address: `worker${index}@northwind.example` })
  await nextBatch(server, letter)
  const path = `/letters/${keyOf(letter)}`
  await post(server, `/api/v1${path}/name-claims`, { name: 'Ann Lee', message: 'I did not sign this.' })
  const campaign: Campaign = { letter, owner }
  await confirmed(server, campaign)
  await server.work()
  const [token] = Object.values(await tokensOf(server, letter.id))
  const carried = await confirmed(server, campaign, { kind: 'by-hand', to: ['Ada Hartley'] })
  const call = await planned(server, campaign, {
    kind: 'call',
    to: ['Ada Hartley'],
    note: 'I am one of {{count}} colleagues.',
  })
  for (const act of ['announcement', 'confirmation'])
    await api(server, owner, 'POST', `/dashboard/letters/${letter.id}/stages/${call}/${act}`, { version: 1 })
  const next = await planned(server, campaign, { to: ['Ada Hartley'] })
  const answer = await answeredWithPdf(server, campaign, token!)
  const { json: heard } = await api(server, owner, 'GET', `/dashboard/letters/${letter.id}/stages`)
  const { json: recorded } = await api(server, owner, 'POST', `/dashboard/letters/${letter.id}/answers`, {
    recipient: (heard.recipients as { id: string }[])[0]!.id,
    way: 'other',
    answered_on: '2026-03-01',
    text: 'They called us.',
  })
  const unpublished = recorded.id as string
  for (const act of ['publication', 'pdf/publication'])
    await api(server, owner, 'POST', `/dashboard/letters/${letter.id}/answers/${answer}/${act}`)
  for (const text of ['They **answered**.', '> “We read it.”\n\n- one\n- two']) {
    const { json } = await api(server, owner, 'PUT', `/dashboard/letters/${letter.id}/updates/draft`, {
      version: 0,
      text,
    })
    const { version } = json as { version: number }
    if (text.startsWith('They'))
      await withConsent(server, letter.id, () =>
        api(server, owner, 'POST', `/dashboard/letters/${letter.id}/updates/draft/publication`, { version }),
      )
  }
  const demand = demandKey(northwind.demands[0]!)
  for (const state of ['partly-met', 'met'])
    await withConsent(server, letter.id, () =>
      api(server, owner, 'POST', `/dashboard/letters/${letter.id}/demands/${demand}/statements`, {
        state,
        since: server.now().toISOString().slice(0, 10),
        note: 'They ended the contract.\nTheir page says so.',
        link: 'https://northwind.example/news',
      }),
    )
  for (const [path, body] of [
    ['', { title: 'Sister letters' }],
    ['/invitation', undefined],
  ] as const) {
    const ask = () => api(server, owner, 'POST', `/dashboard/letters/${letter.id}/campaign${path}`, body)
    await (body ? withConsent(server, letter.id, ask) : ask())
  }
  const { db } = server.parts
  const { id: row } = await db
    .selectFrom('signature')
    .select('id')
    .where('letter_id', '=', letter.id)
    .limit(1)
    .executeTakeFirstOrThrow()
  const { id: claim } = await db.selectFrom('name_claim').select('id').executeTakeFirstOrThrow()
  const { json: plan } = await api(server, owner, 'GET', `/dashboard/letters/${letter.id}/stages`)
  const recipient = (plan.recipients as { id: string; name: string }[]).find(({ name }) => name === 'Ada Hartley')!.id
  const draft = `/dashboard/letters/${await draftOf(server, owner, northwind)}`
  for (const [index, name] of ['For the first reading', 'For the board'].entries()) {
    const { json } = await api(server, owner, 'GET', `${draft}/draft`)
    const { version } = json as { version: number }
    if (index > 0) await api(server, owner, 'PATCH', `${draft}/draft`, { version, title: 'Stop it', slug: 'stop-it' })
    await api(server, owner, 'POST', `${draft}/versions`, { name })
  }
  for (const comment of [
    { words: 'Who says so?\n\nWe need a source.', quote: 'We build these systems.' },
    { words: '', quote: 'to be heard', replacement: 'to be asked' },
    { words: 'Well done.' },
  ])
    await api(server, owner, 'POST', `${draft}/comments`, comment)
  await api(server, owner, 'POST', `${draft}/comments/3/resolution`, { resolved: true })
  const { json: commented } = await api(server, owner, 'GET', `${draft}/comments`)
  const { id: comment } = (commented['threads'] as { comments: { id: string }[] }[])[0]!.comments[0]!
  const { html: invited } = await organizerPost(server, owner, `${draft}/invitations`, { role: 'viewer' })
  const dashboard = `/dashboard/letters/${letter.id}`
  const review = await reviewLink(server, owner, draft.slice('/dashboard/letters/'.length))
  const other = await organizer(server)
  const recovery = await makeRecoveryLink(server.parts, { address: other.address }, server.now())
  const pages = {
    '/': '/',
    '/quiet-link': '/quiet-link',
    '/how-it-works': '/how-it-works',
    '/privacy': '/privacy',
    '/how-anonymity-works': '/how-anonymity-works',
    '/if-you-are-questioned': '/if-you-are-questioned',
    '/what-we-would-hand-over': '/what-we-would-hand-over',
    '/letters/:key': path,
    '/letters/:key/signatures': `${path}/signatures`,
    '/letters/:key/signatures/print': `${path}/signatures/print`,
    '/letters/:key/revisions': `${path}/revisions`,
    '/letters/:key/revisions/:number': `${path}/revisions/1`,
    '/letters/:key/sign': `${path}/sign`,
    '/letters/:key/mine': `${path}/mine`,
    '/letters/:key/anonymous': `${path}/anonymous`,
    '/letters/:key/anonymous/mine': `${path}/anonymous/mine`,
    '/letters/:key/credential': `${path}/credential`,
    '/letters/:key/remove': `${path}/remove`,
    '/letters/:key/name-claims/done': `${path}/name-claims/done`,
    '/letters/:key/press': `${path}/press`,
    '/letters/:key/audit': `${path}/audit`,
    '/letters/:key/audit/mine': `${path}/audit/mine`,
    '/letters/:key/timeline/:day': `${path}/timeline/${server.now().toISOString().slice(0, 10)}`,
    '/letters/:key/write': `${path}/write`,
    '/letters/:key/updates': `${path}/updates`,
    '/letters/:key/updates/done': `${path}/updates/done`,
    '/updates/:token': `/updates/${unsubscribeToken(server.parts, randomId())}`,
    '/updates/:token/stopped': `/updates/${unsubscribeToken(server.parts, randomId())}/stopped`,
    '/letters/:key/vouched': `${path}/vouched`,
    '/letters/:key/vouching': `${path}/vouching`,
    '/letters/:key/statements': `${path}/statements`,
    '/letters/:key/statements/new': `${path}/statements/new`,
    '/dashboard/letters/:id/statements': `${dashboard}/statements`,
    '/dashboard/letters/:id/in-person': `${dashboard}/in-person`,
    '/r/:token': `/r/${token!}`,
    '/check': '/check',
    '/organizers/sign-in': '/organizers/sign-in',
    '/organizers/account': '/organizers/account',
    '/organizers/account/recovery': '/organizers/account/recovery',
    '/organizers/account/passkeys': '/organizers/account/passkeys',
    '/organizers/account/proof': '/organizers/account/proof',
    '/organizers/recovery': '/organizers/recovery',
    '/organizers/recover/:link': recovery.outcome === 'made' ? new URL(recovery.link).pathname : '',
    '/organizers/welcome/:token': /\/organizers\/welcome\/[\w-]+/.exec(invited)![0],
    '/dashboard': '/dashboard',
    '/dashboard/letters/:id': dashboard,
    '/dashboard/letters/:id/headcounts': `${dashboard}/headcounts`,
    '/dashboard/letters/:id/emergency': `${dashboard}/emergency`,
    '/dashboard/letters/:id/activity': `${dashboard}/activity`,
    '/dashboard/letters/:id/signatures': `${dashboard}/signatures`,
    '/dashboard/letters/:id/signatures/:row': `${dashboard}/signatures/${row.toString('base64url')}`,
    '/dashboard/letters/:id/invalidations': `${dashboard}/invalidations`,
    '/dashboard/letters/:id/name-claims': `${dashboard}/name-claims`,
    '/dashboard/letters/:id/name-claims/:row': `${dashboard}/name-claims/${claim}`,
    '/dashboard/letters/:id/text': `${dashboard}/text`,
    '/dashboard/letters/:id/text/:part': `${dashboard}/text/names`,
    '/dashboard/letters/:id/text/versions': `${draft}/text/versions`,
    '/dashboard/letters/:id/text/versions/:number': `${draft}/text/versions/1`,
    '/dashboard/letters/:id/text/versions/:number/comparison': `${draft}/text/versions/1/comparison`,
    '/dashboard/letters/:id/text/comments': `${draft}/text/comments`,
    '/dashboard/letters/:id/text/comments/:number': `${draft}/text/comments/2`,
    '/dashboard/letters/:id/text/comments/:number/:comment': `${draft}/text/comments/1/${comment}`,
    '/dashboard/letters/:id/text/opening': `${draft}/text/opening`,
    '/dashboard/letters/:id/text/preview': `${draft}/text/preview`,
    '/dashboard/letters/:id/text/revision': `${dashboard}/text/revision`,
    '/dashboard/letters/:id/delivery': `${dashboard}/delivery`,
    '/dashboard/letters/:id/answers': `${dashboard}/answers`,
    '/dashboard/letters/:id/answers/mail': `${dashboard}/answers/mail`,
    '/dashboard/letters/:id/answers/:answer/publication': `${dashboard}/answers/${unpublished}/publication`,
    '/dashboard/letters/:id/demands': `${dashboard}/demands`,
    '/dashboard/letters/:id/demands/:demand': `${dashboard}/demands/${demand}`,
    '/dashboard/letters/:id/answers/:answer/pdf': `${dashboard}/answers/${answer}/pdf`,
    '/dashboard/letters/:id/delivery/templates': `${draft}/delivery/templates`,
    '/dashboard/letters/:id/dry-run': `${draft}/dry-run`,
    '/dashboard/letters/:id/dry-run/sign': `${draft}/dry-run/sign`,
    '/dashboard/letters/:id/dry-run/anonymous': `${draft}/dry-run/anonymous`,
    '/dashboard/letters/:id/delivery/new': `${dashboard}/delivery/new`,
    '/dashboard/letters/:id/delivery/:stage/change': `${dashboard}/delivery/${next}/change`,
    '/dashboard/letters/:id/delivery/:stage/copies/:recipient': `${dashboard}/delivery/${next}/copies/${recipient}`,
    '/dashboard/letters/:id/delivery/:stage/hand-over': `${dashboard}/delivery/${carried}/hand-over`,
    '/dashboard/letters/:id/updates': `${dashboard}/updates`,
    '/dashboard/letters/:id/people': `${dashboard}/people`,
    '/dashboard/letters/:id/reviews': `${draft}/reviews`,
    '/review/:token': review.path,
    '/review-ended': '/review-ended',
    '/dashboard/letters/:id/approvals': `${dashboard}/approvals`,
    '/dashboard/letters/:id/close': `${dashboard}/close`,
    '/dashboard/letters/:id/close/extension': `${dashboard}/close/extension`,
    '/campaigns/:slug': '/campaigns/sister-letters',
    '/dashboard/letters/:id/campaign': `${dashboard}/campaign`,
    '/dashboard/letters/:id/share': `${dashboard}/share`,
    '/dashboard/letters/:id/together': `${dashboard}/together`,
  }
  return { pages, owner }
}
