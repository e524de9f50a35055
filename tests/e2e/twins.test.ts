import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { routesOf } from './routes.ts'

const { routes } = await routesOf(() => testServer())
const all = new Set(routes.map(({ method, url }) => `${method} ${url}`))

/** What each form of a page does, and where the API does the same through the same verb. A new form needs its line. */
const twins: Record<string, string> = {
  // Drafting and the letter's life
  '/desk/letters': 'POST /desk/letters',
  '/desk/letters/:id/text': 'PATCH /desk/letters/:id/draft',
  '/desk/letters/:id/text/:part': 'PATCH /desk/letters/:id/draft',
  '/desk/letters/:id/text/:part/autosave': 'PATCH /desk/letters/:id/draft',
  '/desk/letters/:id/text/opening': 'POST /desk/letters/:id/opening',
  '/desk/letters/:id/text/revision': 'POST /desk/letters/:id/revisions',
  '/desk/letters/:id/close/pause': 'POST /desk/letters/:id/pause',
  '/desk/letters/:id/close/quiet-link': 'POST /desk/letters/:id/quiet-link',
  '/desk/letters/:id/close/closure': 'POST /desk/letters/:id/closure',
  '/desk/letters/:id/close/discard': 'POST /desk/letters/:id/discard',
  '/desk/letters/:id/close/purge': 'POST /desk/letters/:id/purge',

  // Signing. The first step of the form changes nothing: it carries a choice to the page that asks for the address.
  '/letters/:key/sign/details': 'POST /letters/:key/signings',
  '/letters/:key/signings': 'POST /letters/:key/signings',
  '/letters/:key/signings/codes': 'POST /letters/:key/signings/:challenge/codes',
  '/letters/:key/signings/confirmation': 'POST /letters/:key/signings/:challenge/confirmation',
  '/letters/:key/vouched/details': 'POST /letters/:key/vouched/signings',
  '/letters/:key/vouched/signings': 'POST /letters/:key/vouched/signings',
  '/letters/:key/mine': 'POST /letters/:key/mine',
  '/letters/:key/mine/visibility': 'POST /letters/:key/mine/visibility',
  '/letters/:key/mine/withdrawal': 'POST /letters/:key/mine/withdrawal',
  '/letters/:key/mine/agreement': 'POST /letters/:key/mine/agreement',
  '/letters/:key/mine/objection': 'POST /letters/:key/mine/objection',
  '/letters/:key/removals': 'POST /letters/:key/removals',
  '/letters/:key/removals/codes': 'POST /letters/:key/removals/:challenge/codes',
  '/letters/:key/removals/confirmation': 'POST /letters/:key/removals/:challenge/confirmation',
  '/letters/:key/name-claims': 'POST /letters/:key/name-claims',

  // The desk
  '/desk/letters/:id/statements/:row/decision': 'POST /desk/letters/:id/statements/:row/decision',
  '/desk/letters/:id/exports': 'POST /desk/letters/:id/exports',
  '/desk/letters/:id/signatures/search': 'POST /desk/letters/:id/signatures/search',
  '/desk/letters/:id/signatures/:row/hiding': 'POST /desk/letters/:id/signatures/:row/hiding',
  '/desk/letters/:id/signatures/:row/hiding/end': 'POST /desk/letters/:id/signatures/:row/hiding/end',
  '/desk/letters/:id/signatures/:row/invalidation': 'POST /desk/letters/:id/signatures/:row/invalidation',
  '/desk/letters/:id/signatures/:row/invalidation/end': 'POST /desk/letters/:id/signatures/:row/invalidation/end',
  '/desk/letters/:id/invalidations/preview': 'POST /desk/letters/:id/invalidations/preview',
  '/desk/letters/:id/invalidations': 'POST /desk/letters/:id/invalidations',
  '/desk/letters/:id/invalidations/:row/end': 'POST /desk/letters/:id/invalidations/:row/end',
  '/desk/letters/:id/name-claims/:row/search': 'POST /desk/letters/:id/signatures/search',
  '/desk/letters/:id/name-claims/:row/decision': 'POST /desk/letters/:id/name-claims/:row/decision',

  // Deliveries, recipients and answers
  '/desk/letters/:id/delivery': 'POST /desk/letters/:id/stages',
  '/desk/letters/:id/delivery/:stage': 'PUT /desk/letters/:id/stages/:stage',
  '/desk/letters/:id/delivery/:stage/removal': 'POST /desk/letters/:id/stages/:stage/removal',
  '/desk/letters/:id/delivery/:stage/place': 'POST /desk/letters/:id/stages/:stage/place',
  '/desk/letters/:id/delivery/:stage/change/agreement': 'POST /desk/letters/:id/stages/:stage/change/agreement',
  '/desk/letters/:id/delivery/:stage/change/end': 'DELETE /desk/letters/:id/stages/:stage/change',
  '/desk/letters/:id/delivery/:stage/approval': 'POST /desk/letters/:id/stages/:stage/approval',
  '/desk/letters/:id/delivery/:stage/stop/end': 'DELETE /desk/letters/:id/stages/:stage/stop',
  '/desk/letters/:id/delivery/:stage/call/end': 'DELETE /desk/letters/:id/stages/:stage/call',
  '/desk/letters/:id/delivery/:stage/hand-over': 'POST /desk/letters/:id/stages/:stage/hand-over',
  '/desk/letters/:id/delivery/:stage/announcement': 'POST /desk/letters/:id/stages/:stage/announcement',
  '/desk/letters/:id/delivery/:stage/confirmation': 'POST /desk/letters/:id/stages/:stage/confirmation',
  '/desk/letters/:id/delivery/:stage/cancellation': 'POST /desk/letters/:id/stages/:stage/cancellation',
  '/letters/:key/calls/:stage/written': 'POST /letters/:key/calls/:stage/written',
  '/desk/letters/:id/deliveries/:delivery/repetition': 'POST /desk/letters/:id/deliveries/:delivery/repetition',
  '/desk/letters/:id/deliveries/:delivery/page-end': 'POST /desk/letters/:id/deliveries/:delivery/page-end',
  '/desk/letters/:id/answers': 'POST /desk/letters/:id/answers',
  '/desk/letters/:id/answers/:answer/publication': 'POST /desk/letters/:id/answers/:answer/publication',
  '/desk/letters/:id/answers/:answer/verdict': 'POST /desk/letters/:id/answers/:answer/verdict',
  '/desk/letters/:id/answers/:answer/pdf': 'POST /desk/letters/:id/answers/:answer/pdf',
  '/desk/letters/:id/answers/:answer/pdf/publication': 'POST /desk/letters/:id/answers/:answer/pdf/publication',
  '/r/:token/receipt': 'POST /recipients/:token/receipt',
  '/r/:token/answers/codes': 'POST /recipients/:token/answers/codes',
  '/r/:token/answers': 'POST /recipients/:token/answers',

  // Updates. The link in each mail takes what a mail program posts by itself.
  '/letters/:key/updates': 'POST /letters/:key/subscriptions',
  '/letters/:key/updates/confirmation': 'POST /letters/:key/subscriptions/:challenge/confirmation',
  '/updates/:token': 'DELETE /subscriptions/:token',
  '/desk/letters/:id/updates': 'PUT /desk/letters/:id/updates/draft',
  '/desk/letters/:id/updates/preview': 'POST /desk/letters/:id/updates/draft/preview',
  '/desk/letters/:id/updates/publication': 'POST /desk/letters/:id/updates/draft/publication',

  // Accounts and people
  '/organizers/sign-in': 'POST /organizers/codes',
  '/organizers/sign-in/confirmation': 'POST /organizers/sessions',
  '/organizers/session/end': 'DELETE /organizers/session',
  '/organizers/sessions/:id/end': 'DELETE /organizers/sessions/:id',
  '/organizers/sessions/end': 'DELETE /organizers/sessions',
  '/organizers/invitations': 'POST /organizers/invitations',
  '/organizers/invitations/:id/end': 'DELETE /organizers/invitations/:id',
  '/organizers/welcome/:token/acceptance': 'POST /organizers/invitations/acceptance',
  '/desk/letters/:id/invitations': 'POST /desk/letters/:id/invitations',
  '/desk/letters/:id/invitations/:part/end': 'DELETE /desk/letters/:id/invitations/:part',
  '/desk/letters/:id/people/:part/role': 'PUT /desk/letters/:id/people/:part',
  '/desk/letters/:id/people/:part/removal': 'DELETE /desk/letters/:id/people/:part',
  '/desk/letters/:id/approvals/:part/refusal': 'POST /desk/letters/:id/approvals/:part/refusal',
  '/desk/letters/:id/approvals/:part/withdrawal': 'POST /desk/letters/:id/approvals/:part/withdrawal',
}

test('pages change things by POST alone', () => {
  const others = routes.filter(({ method, url }) => !['GET', 'POST'].includes(method) && !url.startsWith('/api/'))
  expect(others).toEqual([])
})

test('every form of a page is in the table, and no other', () => {
  const forms = routes.filter(({ method, url }) => method === 'POST' && !url.startsWith('/api/')).map(({ url }) => url)
  expect(forms.sort()).toEqual(Object.keys(twins).sort())
})

test.each(Object.entries(twins))('what POST %s does, the API does by %s', (_form, twin) => {
  expect(all).toContain(twin.replace(' ', ' /api/v1'))
})
