import { readdirSync, readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { anonymousPage, credentialPage, myAnonymousPage } from '../../server/anonymity/view.ts'
import type { Visibility } from '../../server/letter/rules.ts'
import { newSigningKey } from '../../server/crypto/signing-key.ts'
import { render, renderBare, type PageName, type Pages } from '../../server/http/pages.ts'
import { inventoryOf } from '../../server/letters/page/disclosure-inventory-rules.ts'
import type { LetterFacts } from '../../server/letters/page/show-letter.ts'
import { english, pseudoLanguages } from '../../server/messages/languages.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { listNames, showLetter } from '../../server/letters/page/show-letter.ts'
import { letterPage, namesPageData } from '../../server/letters/page/view.ts'
import { findMySignature } from '../../server/signatures/my-signature/find-my-signature.ts'
import { keyPage, mySignaturePage, removalCodePage, removePage } from '../../server/signatures/my-signature/view.ts'
import { choicePage, codePage, detailsPage, donePage, emptySignForm } from '../../server/signatures/signing/view.ts'
import { deskStatements, newStatementPage, statementsPage } from '../../server/statements/view.ts'
import { drawingPage, emptyVouched, vouchedDetails, vouchedDone, vouchedPage } from '../../server/vouching/view.ts'
import { say } from '../../server/refusal.ts'
import { testServer } from '../support/app.ts'
import { atPhone, fitsTheScreen, htmlIsValid, pictured } from '../support/browser.ts'
import { guarded, templates as folder } from '../support/guard.ts'
import { holdSentences } from '../support/pending-sentences.ts'
import { sentencesInTemplate } from '../support/sentences.ts'
import { nextBatch, openLetter, signAs } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'

const server = await testServer()
const browser = await testBrowser()

const sampled = samples()

async function samples(): Promise<{ [Name in PageName]?: Pages[Name][] }> {
  const letter = await openLetter(server)
  const { signingKey } = await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
  await signAs(server, letter, { address: 'bea@northwind.example', visibility: 'withheld' })
  await nextBatch(server, letter)
  const now = server.now()
  const counted = await server.parts.db.selectFrom('letter').selectAll().executeTakeFirstOrThrow()
  const facts: LetterFacts = await showLetter(server.parts, counted, now)
  const names = await listNames(server.parts, counted, {})
  const mine = await findMySignature(server.parts, counted, signingKey)
  const wrong = [{ field: 'address', message: 'Mend it.' }]
  const form = emptySignForm('public')
  const days = { closesAfter: 60, purgesAfter: 90, namesErasedAfter: 30 }
  const stated = { text: 'One.\n\nTwo.', badge: 'Verified at Northwind' }
  const withRoles = { ...emptyVouched(), values: { ...emptyVouched().values, visibility: 'withheld' } }
  const words = catalogueOf(english)
  const open = { path: '/letters/a', title: 'A', language: 'en', dir: 'ltr' as const, employers: 'Northwind' }
  const purged = { ...counted, state: 'purged' as const }
  const offering = { ...counted, visibilities: ['anonymous', ...counted.visibilities] as Visibility[] }
  return {
    'letters/page/home': [{ letters: [] }, { letters: [open] }],
    'letters/page/how-it-works': [days],
    'letters/page/privacy': [days],
    'letters/page/how-anonymity-works': [days],
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
      namesPageData({ ...names, search: 'x', names: { names: [], marks: [], previous: '/a', next: '/b' } }),
      namesPageData({ ...names, letter: purged }),
    ],
    'signatures/signing/choice': [
      choicePage(counted, emptySignForm(), []),
      choicePage(offering, emptySignForm(), ['When 100 workers have signed, …']),
    ],
    'signatures/signing/details': [detailsPage(counted, 'public', form, { signingKey: '', replaces: '' })],
    'signatures/signing/code': [
      codePage(counted, { challenge: 'c', signingKey: newSigningKey(), typed: form.values }),
      codePage(
        counted,
        { challenge: 'c', signingKey: '', typed: emptySignForm('public').values },
        { error: 'Mend it.', mailedAgain: true },
      ),
    ],
    'signatures/signing/done': [donePage(counted, newSigningKey(), 'withheld'), donePage(counted, '', null)],
    'anonymity/sign': [
      anonymousPage(offering, { few: true, fromNamed: true, origin: 'http://localhost:3000', now }),
      anonymousPage({ ...counted, paused: true }, { few: false, fromNamed: false, origin: '', now }),
      anonymousPage(purged, { few: false, fromNamed: false, origin: '', now }),
    ],
    'anonymity/credential': [credentialPage(offering)],
    'anonymity/mine': [myAnonymousPage(offering, 1), myAnonymousPage({ ...offering, visibilities: ['anonymous'] }, 4)],
    'vouching/spend': [
      vouchedPage(offering, emptyVouched(), { codes: true, anonymous: true }, now),
      vouchedPage(purged, emptyVouched('V1-x'), { codes: true, anonymous: false }, now),
      vouchedPage({ ...offering, vouches_each: 0 }, emptyVouched(), { codes: false, anonymous: false }, now),
    ],
    'vouching/details': [vouchedDetails(offering, withRoles, newSigningKey())],
    'vouching/done': [vouchedDone(offering, newSigningKey(), 'public')],
    'vouching/draw': [
      drawingPage(offering, now),
      drawingPage(purged, now),
      drawingPage({ ...offering, vouches_each: 0 }, now),
    ],
    'statements/list': [statementsPage(offering, [stated], true), statementsPage(purged, [], false)],
    'statements/new': [newStatementPage(offering, true, now), newStatementPage(purged, false, now)],
    'statements/dashboard': [
      deskStatements({ id: offering.id, title: 'A' }, [{ ...stated, id: 'a' }]),
      deskStatements({ id: offering.id, title: 'A' }, []),
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
      removePage(counted),
      removePage(purged),
      removePage(counted, { address: 'a' }, wrong),
    ],
    'signatures/my-signature/removal-code': [
      removalCodePage(counted, { challenge: 'c', address: 'a@b' }),
      removalCodePage(counted, { challenge: 'c', address: '' }, { error: 'Mend it.' }),
    ],
    'signatures/my-signature/removed': [{ path: '/letters/a', withdrawnOn: '9 March 2026' }],
    'signatures/my-signature/name-claimed': [{ path: '/letters/a' }],
    'problems/error': [
      { heading: 'A', message: 'B', back: undefined },
      { heading: 'A', message: 'B', back: '/letters' },
    ],
  }
}

describe('templates', () => {
  test('ask for nothing that their pages do not have, and yield valid HTML', async () => {
    for (const [name, all] of Object.entries(await sampled))
      for (const data of all) {
        renderBare(name, guarded(data))
        await htmlIsValid(render(name as PageName, data as never, { title: 'A page' }))
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

describe.each(pseudoLanguages)('in the pseudo-language $name', (language) => {
  const shell = { title: say('problem-gone'), language }

  test('every page renders, and names its language and direction', async () => {
    for (const [name, all] of Object.entries(await sampled))
      for (const data of all) {
        const html = render(name as PageName, data as never, shell)
        expect(html, name).toMatch(new RegExp(`<html lang="${language.tag}" dir="${language.dir}"`))
        expect(html, name).toContain(`<title>${catalogueOf(language).text('problem-gone')}</title>`)
        expect(html, name).not.toContain('[object Object]')
      }
  })

  test('a page whose sentences have moved shows none in English', async () => {
    for (const [name, all] of Object.entries(await sampled).filter(([name]) => hasMoved(name)))
      for (const data of all) {
        const inEnglish = new Set(sentencesInTemplate(renderBare(name, data)))
        const shown = sentencesInTemplate(renderBare(name, data, { language }))
        const values = JSON.stringify(data)
        expect(
          shown.filter((text) => inEnglish.has(text) && !values.includes(text)),
          name,
        ).toEqual([])
      }
  })

  test.each([
    'problems/error',
    'letters/page/show',
    'signatures/signing/details',
    'signatures/my-signature/key',
    'anonymity/sign',
  ] as const)('%s fits a phone', async (name) => {
    const tab = await browser.newPage()
    await atPhone(tab)
    await tab.route('**/in-another-language', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: rendered }),
    )
    const [data] = (await sampled)[name] ?? []
    const rendered = render(name, data as never, shell)
    await tab.goto(`${server.url}/in-another-language`)
    await pictured(tab, `${language.tag}-${name.replaceAll('/', '-')}`)
    await fitsTheScreen(tab)
    await tab.close()
  })
})

/** Whether the template and its partials have left the list of files that still hold sentences. */
function hasMoved(name: string): boolean {
  const file = `${name}.hbs`
  const partials = [...readFileSync(join(folder, file), 'utf8').matchAll(/\{\{#?> *([\w/-]+)/g)].map(
    ([, called = '']) => called,
  )
  return (
    !holdSentences.includes(`templates/${file}`) &&
    partials.every((called) =>
      hasMoved(called.includes('/') ? called.replace(/([^/]+)$/, '_$1') : `partials/${called}`),
    )
  )
}
