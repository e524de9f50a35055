import { describe, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { facets } from '../../server/facets/rules.ts'
import { blocksOf } from '../../server/letters/drafting/draft-blocks-view.ts'
import type { Block } from '../../server/letters/drafting/form-blocks-view.ts'
import { draftParts, partFields, typedFrom, type DraftPart } from '../../server/letters/drafting/draft-forms-view.ts'
import { blanks } from '../../server/delivery/plan-templates/rules.ts'
import { mailedSignatoryFields } from '../../server/signatures/signatory.ts'
import { testServer } from '../support/app.ts'
import { noteForms, type FormRoutes } from '../support/described-forms.ts'
import { templateForms, type Branch, type TemplateForm } from '../support/template-forms.ts'

const server = await testServer()
const routes: FormRoutes = new Map()
const app = await buildApp(server.parts, [noteForms(routes)])
await app.ready()

/** Reads its form without a schema, because it checks the address before the body. */
routes.set('/r/:token/answers/codes', ['text', 'by', 'challenge', 'pdf', 'form_id', 'mailed'])

const dryRun = '/dashboard/letters/:id/dry-run'

/** The routes that `{path}` or `{action}` means in a template's actions. Elsewhere `{path}` is a letter's page. */
const addresses: Record<string, readonly string[]> = {
  'demands/demand': ['/dashboard/letters/:id/demands/:demand'],
  'delivery/plan/plan': ['/dashboard/letters/:id/delivery/:stage'],
  'delivery/plan/stage': ['/dashboard/letters/:id/delivery', '/dashboard/letters/:id/delivery/:stage'],
  'delivery/hand-delivery/hand-delivery': ['/dashboard/letters/:id/delivery/:stage/hand-over'],
  'delivery/private-page/answer-code': ['/r/:token'],
  'delivery/responses/answer-pdf': ['/dashboard/letters/:id/answers/:answer/pdf'],
  'delivery/private-page/recipient': ['/r/:token'],
  'delivery/private-page/time-code': ['/r/:token'],
  'delivery/private-page/delegate-code': ['/r/:token'],
  'delivery/responses/publication': ['/dashboard/letters/:id/answers/:answer/publication'],
  'letters/campaigns/own-campaign {removalPath}': ['/dashboard/letters/:id/campaign/letters/:slug/removal'],
  'letters/comments/comments': ['/dashboard/letters/:id/text/comments'],
  'letters/comments/thread': ['/dashboard/letters/:id/text/comments/:number'],
  'letters/comments/comment': ['/dashboard/letters/:id/text/comments/:number/:comment'],
  'letters/drafting/part': ['/dashboard/letters/:id/text', '/dashboard/letters/:id/text/:part'],
  'letters/version-pages/versions': ['/dashboard/letters/:id/text/versions'],
  'letters/version-pages/version': ['/dashboard/letters/:id/text/versions/:number'],
  'letters/lifecycle/opening': ['/dashboard/letters/:id/text/opening'],
  'letters/lifecycle/revising': ['/dashboard/letters/:id/text/revision'],
  'organizers/recovery/proof': [
    '/organizers/account/recovery-codes/confirmation',
    '/organizers/account/address/confirmation',
    '/organizers/recover/:link/confirmation',
  ],
  'organizers/recovery/proof {again}': [
    '/organizers/account/recovery-codes',
    '/organizers/account/address',
    '/organizers/recover/:link',
  ],
  'letters/reviews/begin': ['/review/:token'],
  'letters/reviews/review': ['/review/:token'],
  'updates/stop': ['/updates/:token'],
  'dry-run/anonymous': [`${dryRun}/mail`],
  'dry-run/step': [`${dryRun}/mine`, `${dryRun}/mail`],
  // A dry run shows the real pages of a signatory.
  'signatures/signing/sign': ['/letters/:key', dryRun],
  'signatures/signing/code': ['/letters/:key', dryRun],
  'signatures/my-signature/my-signature {path}/mine/visibility': ['/letters/:key', dryRun],
  'signatures/my-signature/my-signature {path}/mine/withdrawal': ['/letters/:key', dryRun],
}

/** The fields that take their names from the page's data. */
const named: Record<string, readonly string[]> = {
  'dashboard/invalidations {name}': ['reason'],
  'dashboard/signature {name}': ['reason'],
  'demands/demand {choices.name}': ['state'],
  'delivery/plan-templates/templates {blank}': blanks,
  'delivery/plan/stage {kind.name}': ['kind'],
  'delivery/plan/stage {recipients.name}': ['recipients'],
  'delivery/plan/stage {disclosure.name}': ['disclosure'],
  'delivery/plan/stage {counted.name}': ['class'],
  'delivery/plan/stage {after.name}': ['after'],
  'delivery/plan/stage {together.name}': ['together'],
  'delivery/responses/answers {form.recipient.name}': ['recipient'],
  'delivery/responses/answers {form.way.name}': ['way'],
  'delivery/mail-files/review {recipient.name}': ['recipient'],
  'letters/comments/comments {kinds.name}': ['kind'],
  'letters/drafting/part {field.name}': draftParts.flatMap((part) => namesOf(part)),
  'letters/drafting/part {select.name}': ['language'],
  'letters/drafting/part {choices.name}': draftParts.flatMap((part) => namesOf(part)),
  'letters/lifecycle/opening {choices.name}': ['to'],
  'letters/lifecycle/revising {kinds.name}': ['kind'],
  'organizers/people/people {roles.name}': ['role'],
  'signatures/my-signature/my-signature {lesser.name}': ['to'],
  'signatures/signing/sign {choice.name}': ['visibility'],
  'signatures/signing/code {name}': mailedSignatoryFields,
  'signatures/signing/sign {facets.name}': facets,
  'vouching/details {facets.name}': facets,
  'vouching/spend {choice.name}': ['visibility'],
}

// The first code replaces no earlier one.
const lacksChallenge = 'delivery/private-page/recipient → /r/:token/answers/codes lacks challenge'
// Nor does a delegate give a name: the recipient gave it.
const lacksName = 'delivery/private-page/recipient → /r/:token/answers/codes lacks by,challenge'
const lacksForGood = [
  // The frame of a dry run adds it to the real page.
  `signatures/my-signature/my-signature → ${dryRun}/mine/visibility lacks dry`,
  `signatures/my-signature/my-signature → ${dryRun}/mine/withdrawal lacks dry`,
]
// The next page asks, once the address is known.
const lacksAnswer = 'organizers/accounts/welcome → /organizers/sign-in lacks mine_alone'
// Only the button for the next page of the list has a place to go on from.
const lacksPlace = 'dashboard/signatures → /dashboard/letters/:id/signatures/search lacks after'

/** The fields that forms lack for a reason, by the branches of their templates. */
const lackingFields: Record<Branch, readonly string[]> = {
  both: [lacksChallenge, lacksPlace, lacksAnswer, ...lacksForGood],
  first: [lacksName, ...lacksForGood],
  else: [
    lacksChallenge,
    lacksPlace,
    lacksAnswer,
    ...lacksForGood,
    // No name was found that could be hidden.
    'dashboard/name-claim → /dashboard/letters/:id/name-claims/:row/decision lacks signature',
    // A part of the sentence is either words or a blank.
    `delivery/plan-templates/templates → /dashboard/letters/:id/delivery/templates/:template lacks ${blanks.join()}`,
    // The letter has no recipients yet.
    'delivery/plan/stage → /dashboard/letters/:id/delivery lacks recipients',
    'delivery/plan/stage → /dashboard/letters/:id/delivery/:stage lacks recipients',
    // The last part of a draft leads to no next one.
    'letters/drafting/part → /dashboard/letters/:id/text lacks next',
    'letters/drafting/part → /dashboard/letters/:id/text/:part lacks next',
    // The name is asked after the code.
    'organizers/accounts/code → /organizers/sign-in/confirmation lacks name',
  ],
}

const ignoredFields = [
  // A stage that is new has no version. The template leaves it out.
  'delivery/plan/stage → /dashboard/letters/:id/delivery sends version',
  // One code is enough there. The template leaves the other out.
  'organizers/recovery/proof → /organizers/account/recovery-codes/confirmation sends two',
  'organizers/recovery/proof → /organizers/account/recovery-codes/confirmation sends old_code',
  'organizers/recovery/proof → /organizers/recover/:link/confirmation sends two',
  'organizers/recovery/proof → /organizers/recover/:link/confirmation sends old_code',
  // Without a work address. The template leaves it out.
  'vouching/details → /letters/:key/vouched/signings sends address',
  'vouching/details → /letters/:key/vouched/signings sends mine_alone',
]

/** A script sends the fields of the form that saves, or one field to check it. */
const withoutForm = [
  '/dashboard/letters/:id/text/:part/autosave',
  '/dashboard/letters/:id/in-person/codes',
  '/dashboard/updates/check',
  '/dashboard/notes/check',
]

describe('each form of a template', () => {
  test.each(['both', 'first', 'else'] as const)('has each field that its route reads (branches: %s)', (branch) => {
    const lacking = sent(branch).flatMap(({ form, route, names }) => {
      const lacks = (routes.get(route) ?? []).filter((field) => !names.includes(field))
      return lacks.length === 0 ? [] : [`${form} lacks ${lacks.join()}`]
    })
    expect(new Set(lacking)).toEqual(new Set(lackingFields[branch]))
  })

  test('has no field that its route ignores', () => {
    const ignored = sent('both').flatMap(({ form, route, names }) =>
      names.filter((name) => !routes.get(route)?.includes(name)).map((name) => `${form} sends ${name}`),
    )
    expect(ignored).toEqual(ignoredFields)
  })

  test('sends what is needed to the other addresses of its buttons', () => {
    const buttons = templateForms().flatMap((form) =>
      form.otherActions.flatMap((action) => routesOf(form, action).map((route) => ({ form, route }))),
    )
    expect(buttons.map(({ route }) => route)).toEqual([
      '/r/:token/answers/codes',
      '/r/:token/delegation/codes',
      '/r/:token/time/codes',
      '/organizers/sign-in',
      '/organizers/account/proof',
      '/organizers/account/recovery-codes',
      '/organizers/account/address',
      '/organizers/recover/:link',
      '/letters/:key/updates',
    ])
    for (const { form, route } of buttons)
      expect(namesIn(form)).toEqual(expect.arrayContaining([...routes.get(route)!]))
  })

  test('exists for each route of a page that takes a form', () => {
    const targets = new Set([...sent('both').map(({ route }) => route), ...withoutForm])
    expect([...routes].flatMap(([route, fields]) => (fields && !targets.has(route) ? [route] : []))).toEqual([])
  })
})

test.each(draftParts)('the form of the part “%s” of a draft has the fields that are read', (part) => {
  expect(namesOf(part).toSorted()).toEqual(partFields[part].toSorted())
})

/** Each form with each route to which it sends. */
function sent(branch: Branch) {
  return templateForms(branch).flatMap((form) =>
    routesOf(form, form.action).map((route) => ({ form: `${form.file} → ${route}`, route, names: namesIn(form) })),
  )
}

/** The routes to which a form sends. */
function routesOf({ file }: TemplateForm, action: string): string[] {
  const found = (addresses[`${file} ${action}`] ?? addresses[file] ?? ['/letters/:key']).map((address) => {
    const pattern = action.replace(/^\{(path|action|again)\}/, address).split('/')
    const fits = (route: string) => {
      const parts = route.split('/')
      return (
        parts.length === pattern.length &&
        parts.every(
          (part, index) => part === pattern[index] || (part.startsWith(':') && pattern[index]?.startsWith('{')),
        )
      )
    }
    return [...routes.keys()].find(fits) ?? `no route for ${action}`
  })
  return [...new Set(found)]
}

function namesIn({ file, names }: TemplateForm): string[] {
  return [...new Set(names.flatMap((name) => (name.startsWith('{') ? (named[`${file} ${name}`] ?? [name]) : [name])))]
}

/** The fields of the form of a draft's part. Each list has one empty row. */
function namesOf(part: DraftPart): string[] {
  const draft = { title: '', text: '', demands: [], recipients: [], employers: [], language: 'en', slug: '' }
  const lists = Object.fromEntries(facets.map((facet) => [facet, []])) as unknown as Record<(typeof facets)[number], []>
  const settings = {
    ...{ visibilities: [], batch_minutes: 1, batch_size: 1, first_threshold: 0, notice_hours: 0 },
    ...{
      names_by_employer: false,
      vouches_each: 0,
      checks_each: 0,
      goal: null,
      press_contact: null,
      second_place: null,
    },
    ends_on: null,
    paper: 'a4' as const,
    together_needed: null,
    together_until: null,
  }
  return blocksOf(part, typedFrom({ ...draft, plan: [], facets: lists }, settings), [], {
    ...settings,
    state: 'draft',
    public: false,
  }).flatMap(namesOfBlock)
}

function namesOfBlock(block: Block): string[] {
  if (block.kind === 'rows') return block.rows.flatMap(({ blocks }) => blocks.flatMap(namesOfBlock))
  if (block.kind === 'presets') return ['preset', 'shown_numbers', ...block.fields.flatMap(namesOfBlock)]
  if (block.kind === 'select') return [block.select.name]
  return [block.kind === 'choices' ? block.choices.name : block.field.name]
}
