import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { routesOf } from './routes.ts'

const { routes } = await routesOf(() => testServer())
const all = new Set(routes.map(({ method, url }) => `${method} ${url}`))

/** For each form of a page: the API operation that does the same through the same verb. A new form needs a line here. */
const twins: Record<string, string> = {
  // Drafting, opening, closing
  '/dashboard/letters': 'POST /dashboard/letters',
  '/dashboard/letters/:id/text': 'PATCH /dashboard/letters/:id/draft',
  '/dashboard/letters/:id/text/:part': 'PATCH /dashboard/letters/:id/draft',
  '/dashboard/letters/:id/text/:part/autosave': 'PATCH /dashboard/letters/:id/draft',
  '/dashboard/letters/:id/text/versions': 'POST /dashboard/letters/:id/versions',
  '/dashboard/letters/:id/text/versions/keeping': 'POST /dashboard/letters/:id/versions/keeping',
  '/dashboard/letters/:id/text/versions/keeping/end': 'DELETE /dashboard/letters/:id/versions/keeping',
  '/dashboard/letters/:id/text/versions/:number/name': 'PUT /dashboard/letters/:id/versions/:number/name',
  '/dashboard/letters/:id/text/versions/:number/reading': 'PUT /dashboard/letters/:id/versions/:number/reading',
  '/dashboard/letters/:id/text/versions/:number/reading/end': 'DELETE /dashboard/letters/:id/versions/:number/reading',
  '/dashboard/letters/:id/text/versions/:number/restoration':
    'POST /dashboard/letters/:id/versions/:number/restoration',
  '/dashboard/letters/:id/text/comments': 'POST /dashboard/letters/:id/comments',
  '/dashboard/letters/:id/text/comments/name': 'PUT /dashboard/letters/:id/drafting-name',
  '/dashboard/letters/:id/text/comments/:number': 'POST /dashboard/letters/:id/comments/:number/replies',
  '/dashboard/letters/:id/text/comments/:number/resolution': 'POST /dashboard/letters/:id/comments/:number/resolution',
  '/dashboard/letters/:id/text/comments/:number/acceptance': 'POST /dashboard/letters/:id/comments/:number/decision',
  '/dashboard/letters/:id/text/comments/:number/refusal': 'POST /dashboard/letters/:id/comments/:number/decision',
  '/dashboard/letters/:id/text/comments/:number/:comment': 'PUT /dashboard/letters/:id/comments/:number/:comment',
  '/dashboard/notes/check': 'POST /dashboard/letters/:id/stages',
  '/dashboard/updates/check': 'PUT /dashboard/letters/:id/updates/draft',
  '/dashboard/letters/:id/text/opening': 'POST /dashboard/letters/:id/opening',
  '/dashboard/letters/:id/text/revision': 'POST /dashboard/letters/:id/revisions',
  '/dashboard/letters/:id/copy': 'POST /dashboard/letters/:id/copy',
  '/dashboard/letters/:id/close/pause': 'POST /dashboard/letters/:id/pause',
  '/dashboard/letters/:id/close/quiet-link': 'POST /dashboard/letters/:id/quiet-link',
  '/dashboard/letters/:id/close/closure': 'POST /dashboard/letters/:id/closure',
  '/dashboard/letters/:id/close/extension': 'POST /dashboard/letters/:id/extension',
  '/dashboard/letters/:id/close/discard': 'POST /dashboard/letters/:id/discard',
  '/dashboard/letters/:id/restoration': 'POST /dashboard/letters/:id/restoration',
  '/dashboard/letters/:id/close/purge': 'POST /dashboard/letters/:id/purge',

  // Review links. A reviewer's link binds to a browser, so a program has none. A program of an organizer reads the draft and comments itself.
  '/dashboard/letters/:id/reviews': 'POST /dashboard/letters/:id/review-links',
  '/dashboard/letters/:id/reviews/:part/end': 'DELETE /dashboard/letters/:id/review-links/:part',
  '/review/:token': 'GET /dashboard/letters/:id/draft',
  '/review/:token/comments': 'POST /dashboard/letters/:id/comments',
  '/review/:token/comments/:number': 'PUT /dashboard/letters/:id/comments/:number/:comment',
  '/review/:token/comments/:number/removal': 'DELETE /dashboard/letters/:id/comments/:number/:comment',
  '/review/:token/end': 'DELETE /dashboard/letters/:id/review-links/:part',

  // A dry run shows pages, and changes nothing. A program reads the draft.
  '/dashboard/letters/:id/dry-run/signings': 'GET /dashboard/letters/:id/draft',
  '/dashboard/letters/:id/dry-run/signings/codes': 'GET /dashboard/letters/:id/draft',
  '/dashboard/letters/:id/dry-run/signings/confirmation': 'GET /dashboard/letters/:id/draft',
  '/dashboard/letters/:id/dry-run/mine': 'GET /dashboard/letters/:id/draft',
  '/dashboard/letters/:id/dry-run/mine/visibility': 'GET /dashboard/letters/:id/draft',
  '/dashboard/letters/:id/dry-run/mine/withdrawal': 'GET /dashboard/letters/:id/draft',
  '/dashboard/letters/:id/dry-run/mail': 'GET /dashboard/letters/:id/draft',

  // Signing.
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

  // A program types the words in the address.
  '/quiet-link': 'GET /letters/:key',

  '/dashboard/letters/:id/emergency/pause': 'POST /dashboard/letters/:id/emergency/pause',
  '/dashboard/letters/:id/emergency/stop': 'POST /dashboard/letters/:id/emergency/stop',
  '/dashboard/letters/:id/emergency/hide-names': 'POST /dashboard/letters/:id/emergency/hide-names',
  '/dashboard/letters/:id/emergency/show-names': 'POST /dashboard/letters/:id/emergency/show-names',
  '/dashboard/letters/:id/emergency/quiet-link': 'POST /dashboard/letters/:id/emergency/quiet-link',
  '/dashboard/letters/:id/emergency/review-links': 'POST /dashboard/letters/:id/emergency/review-links',
  '/dashboard/letters/:id/emergency/sessions': 'POST /dashboard/letters/:id/emergency/sessions',

  // The dashboard
  '/dashboard/letters/:id/statements/:row/decision': 'POST /dashboard/letters/:id/statements/:row/decision',
  '/dashboard/letters/:id/in-person/beginning': 'POST /dashboard/letters/:id/in-person/beginning',
  '/dashboard/letters/:id/in-person/codes': 'POST /dashboard/letters/:id/in-person/codes',
  '/dashboard/letters/:id/exports': 'POST /dashboard/letters/:id/exports',
  '/dashboard/letters/:id/together/number': 'POST /dashboard/letters/:id/together/number',
  '/dashboard/letters/:id/together/reveal': 'POST /dashboard/letters/:id/together/reveal',
  '/dashboard/letters/:id/together/end': 'POST /dashboard/letters/:id/together/end',
  '/dashboard/letters/:id/headcounts/:row': 'PUT /dashboard/letters/:id/headcounts/:row',
  '/dashboard/letters/:id/signatures/checked': 'POST /dashboard/letters/:id/signatures/checked',
  '/dashboard/letters/:id/signatures/search': 'POST /dashboard/letters/:id/signatures/search',
  '/dashboard/letters/:id/signatures/:row/hiding': 'POST /dashboard/letters/:id/signatures/:row/hiding',
  '/dashboard/letters/:id/signatures/:row/hiding/end': 'POST /dashboard/letters/:id/signatures/:row/hiding/end',
  '/dashboard/letters/:id/signatures/:row/invalidation': 'POST /dashboard/letters/:id/signatures/:row/invalidation',
  '/dashboard/letters/:id/signatures/:row/invalidation/end':
    'POST /dashboard/letters/:id/signatures/:row/invalidation/end',
  '/dashboard/letters/:id/invalidations/preview': 'POST /dashboard/letters/:id/invalidations/preview',
  '/dashboard/letters/:id/invalidations': 'POST /dashboard/letters/:id/invalidations',
  '/dashboard/letters/:id/invalidations/:row/end': 'POST /dashboard/letters/:id/invalidations/:row/end',
  '/dashboard/letters/:id/name-claims/:row/search': 'POST /dashboard/letters/:id/signatures/search',
  '/dashboard/letters/:id/name-claims/:row/decision': 'POST /dashboard/letters/:id/name-claims/:row/decision',

  // Deliveries, recipients and answers
  '/dashboard/letters/:id/delivery': 'POST /dashboard/letters/:id/stages',
  // A template adds its stages through the same verb, and its undo takes each of them out.
  '/dashboard/letters/:id/delivery/templates/:template': 'POST /dashboard/letters/:id/stages',
  '/dashboard/letters/:id/delivery/template-undo': 'POST /dashboard/letters/:id/stages/:stage/removal',
  '/dashboard/letters/:id/delivery/:stage': 'PUT /dashboard/letters/:id/stages/:stage',
  '/dashboard/letters/:id/delivery/:stage/removal': 'POST /dashboard/letters/:id/stages/:stage/removal',
  '/dashboard/letters/:id/delivery/:stage/place': 'POST /dashboard/letters/:id/stages/:stage/place',
  '/dashboard/letters/:id/delivery/:stage/change/end': 'DELETE /dashboard/letters/:id/stages/:stage/change',
  '/dashboard/letters/:id/delivery/:stage/approval': 'POST /dashboard/letters/:id/stages/:stage/approval',
  '/dashboard/letters/:id/delivery/:stage/stop/end': 'DELETE /dashboard/letters/:id/stages/:stage/stop',
  '/dashboard/letters/:id/delivery/:stage/call/end': 'DELETE /dashboard/letters/:id/stages/:stage/call',
  '/dashboard/letters/:id/delivery/:stage/hand-over': 'POST /dashboard/letters/:id/stages/:stage/hand-over',
  '/dashboard/letters/:id/delivery/:stage/announcement': 'POST /dashboard/letters/:id/stages/:stage/announcement',
  '/dashboard/letters/:id/delivery/:stage/confirmation': 'POST /dashboard/letters/:id/stages/:stage/confirmation',
  '/dashboard/letters/:id/delivery/:stage/cancellation': 'POST /dashboard/letters/:id/stages/:stage/cancellation',
  '/dashboard/letters/:id/returned/:mail/removal': 'POST /dashboard/letters/:id/returned/:mail/removal',
  '/dashboard/letters/:id/returned/:mail/arrival': 'POST /dashboard/letters/:id/returned/:mail/removal',
  '/letters/:key/calls/:stage/written': 'POST /letters/:key/calls/:stage/written',
  '/dashboard/letters/:id/deliveries/:delivery/repetition':
    'POST /dashboard/letters/:id/deliveries/:delivery/repetition',
  '/dashboard/letters/:id/deliveries/:delivery/page-end': 'POST /dashboard/letters/:id/deliveries/:delivery/page-end',
  '/dashboard/letters/:id/demands/:demand': 'POST /dashboard/letters/:id/demands/:demand/statements',
  '/dashboard/letters/:id/campaign': 'POST /dashboard/letters/:id/campaign',
  '/dashboard/letters/:id/campaign/membership': 'POST /dashboard/letters/:id/campaign/membership',
  '/dashboard/letters/:id/campaign/membership/end': 'DELETE /dashboard/letters/:id/campaign/membership',
  '/dashboard/letters/:id/campaign/invitation': 'POST /dashboard/letters/:id/campaign/invitation',
  '/dashboard/letters/:id/campaign/letters/:slug/removal': 'DELETE /dashboard/letters/:id/campaign/letters/:slug',
  '/dashboard/letters/:id/answers': 'POST /dashboard/letters/:id/answers',
  '/dashboard/letters/:id/answers/mail': 'POST /dashboard/letters/:id/answers/mail',
  '/dashboard/letters/:id/answers/mail/recording': 'POST /dashboard/letters/:id/answers/mail/recording',
  '/dashboard/letters/:id/answers/:answer/publication': 'POST /dashboard/letters/:id/answers/:answer/publication',
  '/dashboard/letters/:id/answers/:answer/verdict': 'POST /dashboard/letters/:id/answers/:answer/verdict',
  '/dashboard/letters/:id/answers/:answer/pdf': 'POST /dashboard/letters/:id/answers/:answer/pdf',
  '/dashboard/letters/:id/answers/:answer/pdf/publication':
    'POST /dashboard/letters/:id/answers/:answer/pdf/publication',
  '/r/:token/receipt': 'POST /recipients/:token/receipt',
  '/r/:token/answers/codes': 'POST /recipients/:token/answers/codes',
  '/r/:token/answers': 'POST /recipients/:token/answers',
  '/r/:token/delegation/codes': 'POST /recipients/:token/delegation/codes',
  '/r/:token/delegation': 'POST /recipients/:token/delegation',
  '/r/:token/delegation/end': 'DELETE /recipients/:token/delegation',
  '/r/:token/time/codes': 'POST /recipients/:token/time/codes',
  '/r/:token/time': 'POST /recipients/:token/time',

  // Updates. Mail programs post to the link in each mail by themselves.
  '/letters/:key/updates': 'POST /letters/:key/subscriptions',
  '/letters/:key/updates/confirmation': 'POST /letters/:key/subscriptions/:challenge/confirmation',
  '/updates/:token': 'DELETE /subscriptions/:token',
  '/updates/:token/stop': 'DELETE /subscriptions/:token',
  '/dashboard/letters/:id/updates': 'PUT /dashboard/letters/:id/updates/draft',
  '/dashboard/letters/:id/updates/preview': 'POST /dashboard/letters/:id/updates/draft/preview',
  '/dashboard/letters/:id/updates/publication': 'POST /dashboard/letters/:id/updates/draft/publication',

  // Accounts and people
  '/organizers/sign-in': 'POST /organizers/codes',
  '/organizers/sign-in/confirmation': 'POST /organizers/sessions',
  '/organizers/session/end': 'DELETE /organizers/session',
  '/organizers/sessions/:id/end': 'DELETE /organizers/sessions/:id',
  '/organizers/sessions/end': 'DELETE /organizers/sessions',
  '/organizers/invitations': 'POST /organizers/invitations',
  '/organizers/invitations/:id/end': 'DELETE /organizers/invitations/:id',
  '/organizers/welcome/:token/acceptance': 'POST /organizers/invitations/acceptance',
  '/organizers/account/recovery-codes': 'POST /organizers/account/recovery-codes/challenges',
  '/organizers/account/recovery-codes/confirmation': 'POST /organizers/account/recovery-codes',
  '/organizers/sign-in/passkey': 'POST /organizers/sessions/passkey',
  '/organizers/account/passkeys': 'POST /organizers/account/passkeys',
  '/organizers/account/passkeys/:id/end': 'DELETE /organizers/account/passkeys/:id',
  '/organizers/account/proof/passkey': 'POST /organizers/session/proof/passkey',
  '/organizers/account/proof': 'POST /organizers/session/proof/challenges',
  '/organizers/account/proof/confirmation': 'POST /organizers/session/proof',
  '/organizers/account/address': 'POST /organizers/account/address/challenges',
  '/organizers/account/address/confirmation': 'POST /organizers/account/address',
  '/organizers/account/address/keep': 'DELETE /organizers/account/address/change',
  '/organizers/recovery': 'POST /organizers/recovery',
  '/organizers/recover/:link': 'POST /organizers/recovery-links/challenges',
  '/organizers/recover/:link/confirmation': 'POST /organizers/recovery-links',
  '/dashboard/letters/:id/invitations': 'POST /dashboard/letters/:id/invitations',
  '/dashboard/letters/:id/invitations/:part/end': 'DELETE /dashboard/letters/:id/invitations/:part',
  '/dashboard/letters/:id/people/:part/role': 'PUT /dashboard/letters/:id/people/:part',
  '/dashboard/letters/:id/people/:part/removal': 'DELETE /dashboard/letters/:id/people/:part',
  '/dashboard/letters/:id/approvals/:part/agreement': 'POST /dashboard/letters/:id/approvals/:part/agreement',
  '/dashboard/letters/:id/approvals/:part/refusal': 'POST /dashboard/letters/:id/approvals/:part/refusal',
  '/dashboard/letters/:id/approvals/:part/withdrawal': 'POST /dashboard/letters/:id/approvals/:part/withdrawal',
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
