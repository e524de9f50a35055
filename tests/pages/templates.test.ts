import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readdirSync, readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import { join, relative } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { anonymousPage, credentialPage, myAnonymousPage } from '../../server/anonymity/view.ts'
import type { Visibility } from '../../server/letter/rules.ts'
import { newSigningKey } from '../../server/crypto/signing-key.ts'
import { loadTemplates, render, renderBare, type PageName, type Pages } from '../../server/http/pages.ts'
import { inventoryOf } from '../../server/letters/page/disclosure-inventory.ts'
import type { LetterFacts } from '../../server/letters/page/show-letter.ts'
import { english, pseudoLanguages } from '../../server/messages/languages.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { listNames, showLetter } from '../../server/letters/page/show-letter.ts'
import { namesPageData } from '../../server/letters/page/names-view.ts'
import { letterPage } from '../../server/letters/page/view.ts'
import { findMySignature } from '../../server/signatures/my-signature/find-my-signature.ts'
import { keyPage, mySignaturePage, removalCodePage, removePage } from '../../server/signatures/my-signature/view.ts'
import { choiceSample, codePage, donePage, emptySignForm, signPage } from '../../server/signatures/signing/view.ts'
import { dashboardStatements, newStatementPage, statementsPage } from '../../server/statements/view.ts'
import { inPersonPage } from '../../server/in-person/view.ts'
import { drawingPage, emptyVouched, vouchedDetails, vouchedDone, vouchedPage } from '../../server/vouching/view.ts'
import { answerCodePage, delegateCodePage, timeCodePage } from '../../server/delivery/private-page/view.ts'
import { reviewPage as mailReviewPage, type Review } from '../../server/delivery/mail-files/view.ts'
import { emergencyPage } from '../../server/emergency/view.ts'
import { reviewPage } from '../../server/letters/reviews/reviewer-view.ts'
import type { Thread } from '../../server/letters/threads/rules.ts'
import { emptyForm } from '../../server/http/form.ts'
import { addressProofPage, codesProofPage, linkProofPage } from '../../server/organizers/recovery/view.ts'
import { emptySignIn, signInCodePage, signInPage } from '../../server/organizers/accounts/view.ts'
import { askCodePage } from '../../server/updates/view.ts'
import { Refusal, say } from '../../server/refusal.ts'
import { testServer } from '../support/app.ts'
import { atPhone, fitsTheScreen, htmlIsValid, pictured } from '../support/browser.ts'
import { everyPage } from '../support/every-page.ts'
import { guarded, templates as folder } from '../support/guard.ts'
import { sentencesInTemplate } from '../support/sentences.ts'
import { letterNow, nextBatch, openLetter, organizerPage, signAs } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'

const mailFacts: Review['facts'] = {
  ...{ quoted: false, own: ['r'], pdfBytes: null, stage: 1, noText: false, secrets: [] },
  left: { files: 0, largePdf: false, winmail: false, invitation: false },
  signature: { state: 'signed', domain: 'board.example' },
}

const server = await testServer()
const browser = await testBrowser()

type Samples = { [Name in PageName]?: Pages[Name][] }

const notPages = [
  ...[
    'layouts/page',
    'layouts/checker',
    'layouts/mail',
    'delivery/copies/mail',
    'delivery/copies/press-mail',
    'updates/mail',
  ],
  ...['letters/page/embed', 'letters/page/feed', 'letters/page/sitemap', 'sharing/embed-code'],
  'audit/checker',
]
let made: Samples
/** Each page with the data of this file, and with the data that it has when an owner looks at every page of a letter. */
let sampled: { name: PageName; all: object[] }[]
beforeAll(async () => {
  made = await samples()
  const seen = await renderedDuring(async () => {
    const { pages, owner } = await everyPage(server)
    for (const path of Object.values(pages)) await organizerPage(server, owner, path)
  })
  sampled = loadTemplates()
    .filter((name): name is PageName => !notPages.includes(name))
    .map((name) => ({ name, all: [...(made[name] ?? []), ...(seen.get(name) ?? [])] }))
})

/** The data of each template that the server renders during `walk`, by the template's name. */
async function renderedDuring(walk: () => Promise<void>): Promise<Map<string, object[]>> {
  const names = new Map(loadTemplates().map((name) => [readFileSync(join(folder, `${name}.hbs`), 'utf8'), name]))
  const seen = new Map<string, object[]>()
  const note = (message: unknown) => {
    const { source, data } = message as { source: string; data: object }
    const name = names.get(source) ?? ''
    seen.set(name, [...(seen.get(name) ?? []), data])
  }
  subscribe('test.rendering', note)
  await walk().finally(() => unsubscribe('test.rendering', note))
  return seen
}

async function samples(): Promise<Samples> {
  const letter = await openLetter(server)
  const { signingKey } = await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
  await signAs(server, letter, { address: 'bea@northwind.example', visibility: 'withheld' })
  await nextBatch(server, letter)
  const now = server.now()
  const counted = await letterNow(server, letter.id)
  const facts: LetterFacts = await showLetter(server.parts, counted, now)
  const names = await listNames(server.parts, counted, {})
  const mine = await findMySignature(server.parts, counted, signingKey)
  const wrong = [{ field: 'address', message: 'Mend it.' }]
  const form = emptySignForm('public')
  const days = { closesAfter: 60, closesAtLatest: 120, purgesAfter: 90, namesErasedAfter: 30 }
  const stated = { text: 'One.\n\nTwo.', badge: 'Verified at Northwind' }
  const withRoles = { ...emptyVouched(), values: { ...emptyVouched().values, visibility: 'withheld' } }
  const words = catalogueOf(english)
  const open = { path: '/letters/a', title: 'A', language: 'en', dir: 'ltr' as const, employers: 'Northwind' }
  const carried = {
    challenge: 'c',
    address: 'a@b',
    code: '1',
    name: '',
    label: '',
    invitation: '',
    next: '/dashboard',
    mailed: 1,
  }
  const mail = { id: '1', at: now.toISOString(), to: 'a@b', from: 'c@d', subject: 'A', text: 'B' }
  const reviewed = {
    link: { last_day: '2026-03-09' },
    words: { name: 'Heron' },
    text: { title: 'A', text: 'One.[^1]\n\n[^1]: B', demands: ['C'], language: 'en' },
  }
  const purged = { ...counted, state: 'purged' as const }
  const offering = { ...counted, visibilities: ['anonymous', ...counted.visibilities] as Visibility[] }
  const checked = {
    letter: { ...offering, checks_each: 20 },
    role: 'owner' as const,
    title: 'A',
    left: 12,
    mostOfLetter: 200,
    total: 30,
  }
  return {
    'letters/page/home': [{ letters: [] }, { letters: [open] }],
    'letters/page/quiet-link': [
      { errors: [], form: emptyForm({ words: '' }) },
      {
        errors: [{ field: 'words', message: 'Type all five words.' }],
        form: { values: { words: 'x' }, errors: { words: 'Type all five words.' }, summary: [] },
      },
    ],
    'emergency/emergency': [
      emergencyPage(
        { letter: counted, title: 'A', stages: 0, stopped: 0, reviewLinks: 0, people: [], asked: null },
        [],
        undefined,
      ),
      emergencyPage(
        {
          letter: { ...counted, state: 'quiet', public: false, paused: true, names_hidden: true },
          title: 'A',
          stages: 2,
          stopped: 1,
          reviewLinks: 2,
          people: [{ id: counted.id, name: 'Mara' }],
          asked: { by: 'Mara', yours: false },
        },
        [{ country: 'France', contact: 'Kim Day, law@union.example' }],
        'hidden',
      ),
      emergencyPage(
        {
          ...{
            letter: { ...counted, names_hidden: true },
            title: 'A',
            stages: 1,
            stopped: 2,
            reviewLinks: 1,
            people: [],
          },
          asked: { by: 'Mara', yours: true },
        },
        [],
        'waits',
      ),
    ],
    'letters/reviews/new-link': [{ id: 'a', link: 'http://localhost:3000/review/x', lastDay: now }],
    'letters/reviews/review': [
      reviewPage('x', { ...reviewed, threads: [] }),
      reviewPage(
        'x',
        { ...reviewed, threads: threadsOfReviewer() },
        { change: { number: 2, words: '', errors: [{ field: 'words-2', message: 'Mend it.' }] } },
      ),
    ],
    'letters/page/how-it-works': [days],
    'letters/page/privacy': [days],
    'letters/page/how-anonymity-works': [days],
    'letters/page/questioned': [
      { contacts: [] },
      { contacts: [{ country: null, contact: 'Legal aid for workers, +49 30 1234567' }] },
    ],
    'letters/page/disclosure-inventory': [
      inventoryOf({ externalDatabase: false, proxies: 0 }),
      inventoryOf({ externalDatabase: true, proxies: 2 }),
    ],
    'letters/page/show': [
      letterPage(facts, now, words),
      letterPage({ ...facts, letter: { ...counted, collecting: true } }, now, words),
      letterPage({ ...facts, letter: purged }, now, words),
    ],
    'letters/page/names': [
      namesPageData(names),
      namesPageData({ ...names, search: 'x', names: { names: [], groups: [], marks: [], previous: '/a', next: '/b' } }),
      namesPageData({ ...names, letter: purged }),
    ],
    'signatures/signing/choice': [
      choiceSample(counted, []),
      choiceSample(offering, ['When 100 workers have signed, …']),
    ],
    'signatures/signing/sign': [
      signPage(
        offering,
        { form, signingKey: '', replaces: '' },
        { steps: ['When 100 workers have signed, …'], few: true },
        'f',
      ),
      signPage(counted, { form: emptySignForm(), signingKey: '', replaces: 'c' }, { steps: [], few: false }, 'f'),
    ],
    'signatures/signing/code': [
      codePage(
        counted,
        { signing: { challenge: 'c', signingKey: newSigningKey(), typed: form.values, mailed: 0 } },
        'f',
      ),
      codePage(
        counted,
        {
          signing: { challenge: 'c', signingKey: '', typed: emptySignForm('public').values, mailed: 1 },
          error: 'Mend it.',
          mailedAgain: true,
        },
        'f',
      ),
    ],
    'signatures/signing/done': [
      donePage(counted, { signingKey: newSigningKey(), visibility: 'withheld' }, 'http://localhost:3000'),
      donePage(counted, { signingKey: '', visibility: null }, 'http://localhost:3000'),
    ],
    'anonymity/sign': [
      anonymousPage(offering, { few: true, fromNamed: true, origin: 'http://localhost:3000', now }),
      anonymousPage({ ...counted, paused: true }, { few: false, fromNamed: false, origin: '', now }),
      anonymousPage(purged, { few: false, fromNamed: false, origin: '', now }),
    ],
    'anonymity/credential': [credentialPage(offering, 'http://localhost:3000')],
    'anonymity/mine': [myAnonymousPage(offering, 1), myAnonymousPage({ ...offering, visibilities: ['anonymous'] }, 4)],
    'vouching/spend': [
      vouchedPage(offering, emptyVouched(), { codes: true, checks: true, anonymous: true }, now, 'f'),
      vouchedPage(purged, emptyVouched('V1-x'), { codes: true, checks: false, anonymous: false }, now, 'f'),
      vouchedPage(
        { ...offering, vouches_each: 0 },
        emptyVouched(),
        { codes: false, checks: false, anonymous: false },
        now,
        'f',
      ),
    ],
    'in-person/hand-over': [
      inPersonPage(checked, now),
      inPersonPage({ ...checked, letter: { ...offering, checks_each: 20, paused: true }, total: null }, now),
      inPersonPage({ ...checked, left: 0, total: 0 }, now),
      inPersonPage({ ...checked, letter: { ...offering, checks_each: 0 } }, now),
      inPersonPage({ ...checked, letter: { ...offering, checks_each: 20, state: 'draft' } }, now),
      inPersonPage({ ...checked, letter: purged, role: 'moderator' }, now),
    ],
    'vouching/details': [vouchedDetails(offering, withRoles, newSigningKey(), 'f')],
    'vouching/done': [
      vouchedDone(offering, { signingKey: newSigningKey(), visibility: 'public' }, 'http://localhost:3000'),
    ],
    'vouching/draw': [
      drawingPage(offering, now),
      drawingPage(purged, now),
      drawingPage({ ...offering, vouches_each: 0 }, now),
    ],
    'statements/list': [statementsPage(offering, [stated], true), statementsPage(purged, [], false)],
    'statements/new': [newStatementPage(offering, true, now), newStatementPage(purged, false, now)],
    'statements/dashboard': [
      dashboardStatements({ id: offering.id, letterTitle: 'A' }, [{ ...stated, id: 'a' }]),
      dashboardStatements({ id: offering.id, letterTitle: 'A' }, []),
    ],
    'signatures/my-signature/key': [
      keyPage(offering, true),
      keyPage(counted, false),
      keyPage(counted, false, { error: 'Mend it.', done: 'Done.' }),
    ],
    'signatures/my-signature/my-signature': [
      mySignaturePage(counted, mine, signingKey, now, false),
      mySignaturePage(offering, mine, signingKey, now, true),
      mySignaturePage({ ...counted, substance_revision: 2, revision: 2 }, mine, signingKey, now, false, {
        done: 'Done.',
      }),
      mySignaturePage(counted, mine, signingKey, now, false, { error: { field: 'to', message: 'Choose.' } }),
    ],
    'signatures/my-signature/remove': [
      removePage(counted, 'f'),
      removePage(purged, 'f'),
      removePage(counted, 'f', { typed: { address: 'a' }, errors: wrong }),
    ],
    'signatures/my-signature/removal-code': [
      removalCodePage(counted, { proving: { challenge: 'c', address: 'a@b', mailed: 0 } }, 'f'),
      removalCodePage(counted, { proving: { challenge: 'c', address: '', mailed: 0 }, error: 'Mend it.' }, 'f'),
    ],
    'signatures/my-signature/removed': [{ path: '/letters/a', withdrawnOn: new Date('2026-03-09') }],
    'signatures/my-signature/name-claimed': [{ path: '/letters/a' }],
    'organizers/accounts/sign-in': [
      signInPage(emptySignIn('/dashboard'), { anybody: true, formId: 'f', passkey: null }),
      signInPage({ ...emptySignIn('/dashboard'), invitation: 'i' }, { anybody: false, formId: 'f', passkey: '{}' }),
    ],
    'organizers/accounts/code': [
      signInCodePage({ carried }, 'f'),
      signInCodePage({ carried, refused: new Refusal('invalid', 'name-needed', say('refusal-name-needed')) }, 'f'),
    ],
    'organizers/recovery/proof': [
      codesProofPage({ challenge: 'c', address: '', provesOwn: true }, 'f'),
      addressProofPage({ challenge: 'c', address: 'a@b', provesOwn: true }, 'f'),
      linkProofPage('l', { challenge: 'c', address: 'a@b', provesOwn: false }, 'f'),
    ],
    'organizers/recovery/codes': [{ codes: ['7KQ4-M2XA-90BD-TN6V'], address: 'https://letters.example' }],
    'delivery/mail-files/review': [
      mailReviewPage(
        { letter: { id: 'l' }, title: 'A letter', recipients: [{ id: 'r', name: 'Ann Lee' }] },
        { key: 'k', facts: mailFacts, form: emptyForm({ recipient: 'r', answered_on: '', text: 'No.', by: '' }) },
        'f',
      ),
      mailReviewPage(
        { letter: { id: 'l' }, title: 'A letter', recipients: [{ id: 'r', name: 'Ann Lee' }] },
        {
          key: 'k',
          facts: {
            ...mailFacts,
            ...{
              stage: null,
              noText: true,
              quoted: true,
              pdfBytes: 9,
              own: [],
              secrets: [{ kind: 'link', what: 'a/r/b' }],
            },
            left: { files: 2, largePdf: true, winmail: true, invitation: true },
          },
          form: {
            ...emptyForm({ recipient: '', answered_on: '', text: '', by: '' }),
            errors: { text: 'Mend it.', recipient: 'Mend it.', answered_on: 'Mend it.', by: 'Mend it.' },
            summary: [{ field: 'text', message: 'Mend it.' }],
          },
        },
        'f',
      ),
    ],
    'delivery/private-page/answer-code': [
      answerCodePage(
        't',
        { typed: { challenge: 'c', text: 'We read it.', by: '', pdf: false, mailed: 1 } },
        'f',
        false,
      ),
      answerCodePage(
        't',
        { typed: { challenge: 'c', text: '', by: 'Kim Day', pdf: true, mailed: 1 }, error: 'Mend it.' },
        'f',
        true,
      ),
    ],
    'delivery/private-page/delegate-code': [
      delegateCodePage('t', { typed: { challenge: 'c', name: 'Kim Day', address: 'a@b', mailed: 1 } }, 'f'),
      delegateCodePage(
        't',
        { typed: { challenge: 'c', name: 'Kim Day', address: 'a@b', mailed: 1 }, error: 'Mend it.' },
        'f',
      ),
    ],
    'delivery/private-page/time-code': [
      timeCodePage('t', { typed: { challenge: 'c', until: '2026-04-01', mailed: 1 } }, 'f'),
      timeCodePage('t', { typed: { challenge: 'c', until: '2026-04-01', mailed: 1 }, error: 'Mend it.' }, 'f'),
    ],
    'delivery/private-page/answered': [
      { path: '/r/t', pdf: false },
      { path: '/r/t', pdf: true },
    ],
    'updates/code': [
      askCodePage(counted, { challenge: 'c', address: 'a@b', mailed: 1 }, 'f'),
      askCodePage(counted, { challenge: 'c', address: '', mailed: 1, error: 'Mend it.' }, 'f'),
    ],
    'updates/asked': [{ path: '/letters/a' }],
    'updates/stopped': [{}],
    'dev/mail': [{ mails: [] }, { mails: [mail] }],
    'dev/message': [
      { ...mail, html: false, attachments: [], headers: [] },
      {
        ...mail,
        html: true,
        attachments: [{ filename: 'a.pdf', place: 0, size: 9 }],
        headers: [{ name: 'To', value: 'b' }],
      },
    ],
    'dry-run/mail': [
      { back: '/a', again: '/b', mail: { to: 'ada@board.example', subject: 'Open letter', text: 'Dear Ada' } },
      { back: '/a', again: '/b', mail: { to: '', subject: 'Open letter', text: 'Dear Ada' } },
      { back: '/a', again: '/b', mail: undefined },
    ],
    'problems/error': [
      { heading: 'A', message: 'B', back: undefined },
      { heading: 'A', message: 'B', back: '/letters' },
    ],
  }
}

/** A comment that was answered and refused, and suggestions that wait. */
function threadsOfReviewer(): Thread[] {
  const author = { name: 'Heron', mark: 'm', reviewer: true }
  const comment = { id: 'c', author, day: '2026-03-02', words: 'Why?' }
  const answer = { id: 'd', author: { name: 'Mara', mark: 'n' }, day: '2026-03-03', words: 'Because.' }
  const closed = { how: 'refused' as const, by: answer.author, day: '2026-03-03', word: 'No.' }
  const anchor = { quote: 'One', passage: null }
  return [
    { number: 1, comments: [comment, answer], replacement: 'Two', closed, anchor },
    { number: 2, comments: [comment], replacement: '', closed: null, anchor },
    { number: 3, comments: [comment], replacement: null, closed: null, anchor: null },
  ]
}

describe('templates', () => {
  test('of pages all have data to be tested with', () => {
    expect(sampled.filter(({ all }) => all.length === 0).map(({ name }) => name)).toEqual([])
  })

  // The pages that an owner looks at are rendered under the same guard, and html.test.ts looks at their HTML.
  test('ask for nothing that their pages do not have, and yield valid HTML', async () => {
    for (const [name, all] of Object.entries(made) as [PageName, object[]][])
      for (const data of all) {
        renderBare(name, guarded(data))
        await htmlIsValid(render(name, data as never, { title: 'A page' }))
      }
  })

  test('the guard sees a word that no page has', () => {
    const template = Handlebars.compile('{{#if a.typo}}x{{/if}}')
    expect(() => template(guarded({ a: { b: 1 } }))).toThrow('data.a.typo')
  })

  test('the guard stands before every page that a test’s server renders', () => {
    expect(() => renderBare('problems/error', { heading: 'A', message: 'B' })).toThrow('data.back')
  })

  test('leave nothing unquoted, and no markup unescaped outside layouts', () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) {
      const source = readFileSync(file, 'utf8')
      const name = relative(folder, file)
      expect(source.replace(/"[^"]*"/g, '""'), name).not.toMatch(/<[a-z][^>]*\s[a-z-]+=[^"\s>]/)
      if (!name.startsWith('layouts/')) {
        expect(source, name).not.toContain('{{{')
        expect(source, name).not.toMatch(/ style="|<script|<style/)
      }
    }
  })
})

/** A date, perhaps behind a comma or the number of its place. Pseudo-languages show values as English does. */
const dateAlone = /^(?:\d+ · |, )?\d{1,2} [A-Z][a-z]+ \d{4}$/

describe.each(pseudoLanguages)('in the pseudo-language $name', (language) => {
  const shell = { title: say('problem-gone'), language }

  test('every page renders, and names its language and direction', () => {
    for (const { name, all } of sampled)
      for (const data of all) {
        const html = render(name, data as never, shell)
        expect(html, name).toMatch(new RegExp(`<html lang="${language.tag}" dir="${language.dir}"`))
        expect(html, name).toContain(`<title>${catalogueOf(language).text('problem-gone')}</title>`)
        expect(html, name).not.toContain('[object Object]')
      }
  })

  test('no page shows a sentence in English', () => {
    for (const { name, all } of sampled)
      for (const data of all) {
        const inEnglish = new Set(sentencesInTemplate(renderBare(name, data)))
        const shown = sentencesInTemplate(renderBare(name, data, { language }))
        // Code to copy stands on a page in its escaped form.
        const values: string[] = []
        const json = JSON.stringify(data, (_key, value: unknown) => {
          if (typeof value === 'string') values.push(Handlebars.escapeExpression(value))
          return value
        })
        const given = [json, ...values].join(' ').replace(/\{\{[^{}]*\}\}/g, ' ')
        expect(
          shown.filter((text) => inEnglish.has(text) && !dateAlone.test(text) && !given.includes(text)),
          name,
        ).toEqual([])
      }
  })

  test.each([
    'problems/error',
    'letters/page/show',
    'signatures/signing/sign',
    'signatures/my-signature/key',
    'anonymity/sign',
  ] as const)('%s fits a phone', async (name) => {
    const tab = await browser.newPage()
    await atPhone(tab)
    await tab.route('**/in-another-language', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: rendered }),
    )
    const [data] = made[name] ?? []
    const rendered = render(name, data as never, shell)
    await tab.goto(`${server.url}/in-another-language`)
    await pictured(tab, `${language.tag}-${name.replaceAll('/', '-')}`)
    await fitsTheScreen(tab)
    await tab.close()
  })
})
