import { openQuietKey } from '../../server/letter/quiet-link.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { backup } from '../../server/db/backup/backup.ts'
import { readLetter } from '../../server/letters/read-letter.ts'
import { sentence } from '../support/words.ts'
import { exampleNames, examples } from '../../server/letters/drafting/examples.ts'
import { warningsOnMarkdown } from '../../server/text/markdown.ts'
import { addOwner } from '../../server/letters/queries.ts'
import { shownBase } from '../../server/letters/drafting/save-draft.ts'
import { testServer } from '../support/app.ts'
import { testFolder } from '../support/database.ts'
import {
  agrees,
  api,
  join as joinLetter,
  organizer,
  organizerPage,
  organizerPost,
  pageOf,
  type Organizer,
} from '../support/stories.ts'

const server = await testServer()
const ada = await organizer(server, 'Ada Fenwick')

async function started(who: Organizer = ada, title = 'Stop selling face recognition'): Promise<string> {
  const answer = await organizerPost(server, who, '/dashboard/letters', { title })
  return /letters\/([^/]+)\/text/.exec(answer.location ?? '')?.[1] ?? ''
}

const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

/** Loads a part's form and submits it with these fields, as a browser without JavaScript does. */
async function fillIn(id: string, part: string, fields: Record<string, string | string[]>) {
  const path = `/dashboard/letters/${id}/text${part === 'text' ? '' : `/${part}`}`
  const { html } = await organizerPage(server, ada, path)
  return organizerPost(server, ada, path, {
    version: hidden(html, 'version'),
    base: hidden(html, 'base'),
    ...fields,
  })
}

const whole = {
  title: 'Keep the night shift safe',
  text: 'We load the lorries at night.[^1]\n\n[^1]: A report.',
  demands: ['Two people at every dock.'],
  recipients: [{ name: 'Ines Halvorsen', office: 'Head of Operations', address: 'ines@board.example' }],
  employers: [{ name: 'Lantern', domains: ['lantern.example'] }],
}

describe('a letter begins', () => {
  test('with its title, only in the list of the person who started it', async () => {
    const other = await organizer(server, 'Bea Ngo')
    const id = await started()
    expect((await organizerPage(server, ada, '/dashboard')).html).toContain(`/dashboard/letters/${id}/text`)
    expect((await organizerPage(server, other, '/dashboard')).html).not.toContain(id)
    expect((await organizerPage(server, other, `/dashboard/letters/${id}/text`)).status).toBe(404)
    expect((await api(server, other, 'GET', `/dashboard/letters/${id}/draft`)).status).toBe(404)
    expect((await organizerPost(server, other, `/dashboard/letters/${id}/text`, { title: 'x' })).status).toBe(404)
  })

  test('with a word about the device, at sign-in and until the first draft is saved', async () => {
    const cem = await organizer(server, 'Cem Öz')
    const words = sentence('organizers-own-device')
    expect((await pageOf(server, '/organizers/sign-in')).html).toContain(words)
    expect((await organizerPage(server, cem, '/dashboard')).html).toContain(words)
    const id = await started(cem)
    expect((await organizerPage(server, cem, `/dashboard/letters/${id}/text`)).html).toContain(words)
    await api(server, cem, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, ...whole })
    expect((await organizerPage(server, cem, `/dashboard/letters/${id}/text`)).html).not.toContain(words)
    expect((await organizerPage(server, cem, '/dashboard')).html).not.toContain(words)
  })

  test('not without a title, and the typed values stay', async () => {
    const none = await organizerPost(server, ada, '/dashboard/letters', { title: '  ' })
    expect(none.status).toBe(422)
    expect(none.html).toContain(sentence('refusal-title-missing'))
    const long = await organizerPost(server, ada, '/dashboard/letters', { title: 'x'.repeat(200) })
    expect(long.html).toContain(`value="${'x'.repeat(200)}"`)
  })

  test('takes the parts of a draft and of its settings, and no other field of what is kept', async () => {
    const id = await started()
    for (const [more, field] of [
      [{ state: 'open' }, 'state'],
      [{ goal: 5, opened_at: '2026-01-01T00:00:00Z' }, 'opened_at'],
      [{ facets: { role: [], team: [], site: [], age: [] } }, 'facets/age'],
    ] as const) {
      const { status, json } = await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, {
        version: 1,
        ...more,
      })
      expect(status).toBe(400)
      expect(json.errors).toEqual([{ field, message: 'There is no such field. Leave it out.' }])
    }
    const { json } = await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)
    expect(json).toMatchObject({ state: 'draft', goal: null, opened_at: null, version: 1 })
  })

  test('is found by nobody before it opens: neither by its title nor by its link', async () => {
    const id = await started(ada, 'A secret plan')
    const draft = await server.parts.db
      .selectFrom('letter')
      .select(['id', 'slug', 'quiet_sealed'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(draft.slug).not.toContain('secret')
    for (const key of [draft.slug, openQuietKey(server.parts, draft), 'a-secret-plan']) {
      expect((await pageOf(server, `/letters/${key}`)).status).toBe(404)
    }
  })

  test('asks people who are not signed in to sign in', async () => {
    const { status } = await pageOf(server, '/dashboard')
    expect(status).toBe(303)
    expect((await api(server, null, 'GET', '/dashboard/letters')).status).toBe(401)
  })
})

describe('writing without JavaScript', () => {
  test('goes from part to part and keeps each', async () => {
    const id = await started()
    const first = await fillIn(id, 'text', { title: whole.title, text: whole.text, next: 'demands' })
    expect(first).toMatchObject({ status: 303, location: `/dashboard/letters/${id}/text/demands` })
    await fillIn(id, 'demands', {
      'demand-0': 'Two people at every dock.',
      'demand-1': '',
      'recipient-name-0': 'Ines Halvorsen',
      'recipient-office-0': 'Head of Operations',
      'recipient-address-0': 'ines@board.example',
    })
    await fillIn(id, 'employers', { 'employer-name-0': 'Lantern', 'employer-domains-0': 'lantern.example\n' })
    await fillIn(id, 'details', { goal: '1,200', press_contact: 'press@letters.example', language: 'de-ch' })
    await fillIn(id, 'names', {
      visibilities: ['recipients', 'withheld'],
      batch_minutes: '30',
      batch_size: '3',
      first_threshold: '0',
      notice_hours: '24',
    })
    const { json } = await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)
    expect(json).toMatchObject({
      ...whole,
      goal: 1200,
      press_contact: 'press@letters.example',
      language: 'de-CH',
      visibilities: ['withheld', 'recipients'],
      batch_minutes: 30,
      missing: [],
    })
  })

  test('rows are added and removed by buttons, which keep all that was typed and save nothing', async () => {
    const id = await started()
    const typed = {
      'demand-0': 'First',
      'demand-1': 'Second',
      'demand-2': 'Third',
      'recipient-name-0': 'Ines',
      'recipient-office-0': '',
      'recipient-address-0': 'not an address',
    }
    const more = await fillIn(id, 'demands', { ...typed, row: 'add demand' })
    expect(more.html).toContain('id="f-demand-3"')
    for (const button of ['add demand', 'remove demand 3', 'add recipient', 'remove recipient 0']) {
      expect(more.html).toContain(`name="row" value="${button}"`)
    }
    const fewer = await fillIn(id, 'demands', { ...typed, row: 'remove demand 1' })
    expect(fewer.html).toContain('First')
    expect(fewer.html).toContain('Third')
    expect(fewer.html).not.toContain('Second')
    expect(fewer.html).toContain('value="not an address"')
    expect((await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json.demands).toEqual([])
  })

  test('shows each error beside its field, keeps the typed values, and saves nothing', async () => {
    const id = await started()
    const again = await fillIn(id, 'employers', { 'employer-name-0': 'Us', 'employer-domains-0': 'gmail.com' })
    expect(again.status).toBe(422)
    expect(again.html).toContain('href="#f-employer-domains-0"')
    expect(again.html).toContain('Anybody can open a mailbox at gmail.com')
    expect(again.html).toContain('value="Us"')
    expect((await fillIn(id, 'details', { goal: 'many', press_contact: '', language: 'en' })).status).toBe(422)
    const tongue = await fillIn(id, 'details', { goal: '', press_contact: '', language: '?? x' })
    expect(tongue.html).toContain(sentence('drafting-language-wrong'))
    expect(tongue.html).toContain('value="?? x"')
    expect((await fillIn(id, 'names', { batch_minutes: '0' })).html).toContain(
      sentence('drafting-visibilities-missing'),
    )
    expect((await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json).toMatchObject({
      employers: [],
      goal: null,
    })
  })

  test('the same refusals come as problems', async () => {
    const id = await started()
    const { json } = await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, {
      version: 1,
      recipients: [{ name: 'A\r\nBcc: b@c.example', office: '', address: 'x' }],
      visibilities: ['together'],
    })
    expect(json.status).toBe(422)
    const { errors } = json as { errors: { field: string }[] }
    expect(errors.map(({ field }) => field)).toEqual(['recipient-name-0', 'recipient-address-0', 'visibilities'])
  })
})

describe('demands', () => {
  test('move up and down by buttons, which keep what was typed and where the keyboard is', async () => {
    const id = await started()
    const typed = { 'demand-0': 'First', 'demand-1': 'Second', 'demand-2': 'Third', 'recipient-address-0': 'not one' }
    const shown = (html: string) =>
      [...html.matchAll(/<textarea id="f-demand-\d"[^>]*>\n(.*)<\/textarea>/g)].map(([, text]) => text)
    const names = { 'recipient-name-0': 'Ines', 'recipient-office-0': '' }
    const move = (row: string) => fillIn(id, 'demands', { ...typed, ...names, row })
    const up = (await move('up demand 2')).html
    expect(shown(up)).toEqual(['First', 'Third', 'Second'])
    expect(up).toContain('value="not one"')
    expect(up).toMatch(/value="up demand 1"[^>]* autofocus/)
    const down = (await move('down demand 1')).html
    expect(shown(down)).toEqual(['First', 'Third', 'Second'])
    // It is the last one now, so it can only move up.
    expect(down).toMatch(/value="up demand 2"[^>]* autofocus/)
    expect(down).not.toContain('value="down demand 2"')
    for (const row of ['up demand 0', 'down demand 2', 'up demand 9', 'down demand x'])
      expect(shown((await move(row)).html)).toEqual(['First', 'Second', 'Third'])
    expect((await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json.demands).toEqual([])
  })
})

describe('a letter can begin with another one', () => {
  const draftOf = async (who: Organizer, id: string) =>
    (await api(server, who, 'GET', `/dashboard/letters/${id}/draft`)).json as Record<string, unknown>

  test('a duplicate has the text, and nothing of signatures, people, settings and address', async () => {
    const id = await started()
    const settings = { visibilities: ['withheld'], batch_size: 7, slug: 'night-shift-safe', goal: 40 }
    await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, ...whole, ...settings })
    await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'open', version: 2 })
    const bea = await organizer(server, 'Bea Ngo')
    const cem = await organizer(server, 'Cem Öz')
    await joinLetter(server, bea, id, 'editor')
    await joinLetter(server, cem, id, 'moderator')
    expect((await organizerPage(server, bea, `/dashboard/letters/${id}/close`)).html).toContain('/copy"')
    const copied = await organizerPost(server, bea, `/dashboard/letters/${id}/copy`)
    expect(copied.status).toBe(303)
    const copy = /letters\/([^/]+)\/text/.exec(copied.location ?? '')?.[1] ?? ''
    expect(copy).not.toBe(id)
    const { html: activity } = await organizerPage(server, ada, `/dashboard/letters/${id}/activity`)
    expect(activity).toContain(sentence('activity-letter-duplicated'))
    expect(await draftOf(bea, copy)).toMatchObject({
      ...whole,
      ...{ state: 'draft', role: 'owner', owners: 1, revision: 0, version: 1, slug: '', goal: null, batch_size: 5 },
      visibilities: ['anonymous', 'withheld', 'public'],
    })
    expect((await api(server, ada, 'GET', `/dashboard/letters/${copy}/draft`)).status).toBe(404)
    // People who may not write the letter may not take its text along, and strangers do not learn that it exists.
    expect((await api(server, cem, 'POST', `/dashboard/letters/${id}/copy`)).status).toBe(403)
    expect((await organizerPage(server, cem, `/dashboard/letters/${id}/close`)).html).not.toContain('/copy"')
    const stranger = await organizer(server, 'Dov Adler')
    expect((await api(server, stranger, 'POST', `/dashboard/letters/${id}/copy`)).status).toBe(404)
  })

  test.each(exampleNames)('the example %s is complete, and nothing in it is lost', async (name) => {
    expect((await organizerPage(server, ada, '/dashboard')).html).toContain(`name="example" value="${name}"`)
    const { location } = await organizerPost(server, ada, '/dashboard/letters', { example: name })
    const id = /letters\/([^/]+)\/text/.exec(location ?? '')?.[1] ?? ''
    const { version, ...draft } = await draftOf(ada, id)
    const { title, text, demands, recipients, employers, language } = examples[name]
    const content = { title, text, demands, recipients, employers, language }
    expect(draft).toMatchObject({ ...content, missing: [] })
    expect(warningsOnMarkdown(text)).toEqual([])
    expect(text.match(/\[\^\d\]:.*https:\/\//g)?.length).toBeGreaterThan(2)
    // It passes the checks of a form, which may change nothing in it.
    const saved = await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version, ...content })
    expect(saved.status).toBe(200)
    expect(saved.json).toMatchObject({ ...content, version })
  })
})

describe('the settings', () => {
  const careful = { batch_minutes: 1440, batch_size: 10, first_threshold: 20, notice_hours: 96 }
  const usual = { batch_minutes: 60, batch_size: 5, first_threshold: 10, notice_hours: 48 }
  const typedUsual = Object.fromEntries(Object.entries(usual).map(([name, value]) => [name, String(value)]))
  const choose = async (id: string, fields: Record<string, string>) => {
    const { html } = await organizerPage(server, ada, `/dashboard/letters/${id}/text/names`)
    const shown_numbers = hidden(html, 'shown_numbers')
    return fillIn(id, 'names', { visibilities: ['withheld'], vouches_each: '0', shown_numbers, ...fields })
  }
  const draftOf = async (id: string): Promise<Record<string, unknown>> =>
    (await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json as Record<string, unknown>
  const chosenIn = (html: string) => /name="preset" value="([a-z]+)"[^>]* checked/.exec(html)?.[1]
  const page = async (id: string) => (await organizerPage(server, ada, `/dashboard/letters/${id}/text/names`)).html

  test('offer to sign anonymously, for the organizers only and publicly, until the organizers change that', async () => {
    const id = await started()
    expect(await draftOf(id)).toMatchObject({ visibilities: ['anonymous', 'withheld', 'public'], ...usual })
    expect(chosenIn(await page(id))).toBe('usual')
  })

  test('are chosen by a preset in words, and a number that was typed wins over the preset', async () => {
    const id = await started()
    await choose(id, { ...typedUsual, preset: 'careful' })
    expect(await draftOf(id)).toMatchObject(careful)
    expect(chosenIn(await page(id))).toBe('careful')
    expect(await page(id)).not.toContain('<details open')
    const typed = Object.fromEntries(Object.entries(careful).map(([name, value]) => [name, String(value)]))
    await choose(id, { ...typed, batch_size: '12', preset: 'careful' })
    expect(await draftOf(id)).toMatchObject({ ...careful, batch_size: 12 })
    expect(chosenIn(await page(id))).toBe('own')
    expect(await page(id)).toContain('<details open')
    await choose(id, { ...typed, batch_size: '12', preset: 'none' })
    expect(await draftOf(id)).toMatchObject({ batch_minutes: 1, batch_size: 1, first_threshold: 0, notice_hours: 48 })
  })

  test('show a wrong number, which stands under “Fine-tune”', async () => {
    const id = await started()
    const { status, html } = await choose(id, { ...typedUsual, batch_size: 'many', preset: 'usual' })
    expect(status).toBe(422)
    expect(html).toContain('<details open')
    expect(html).toContain('value="many"')
  })

  test('list each language under its own name, and take the tag of another one', async () => {
    const id = await started()
    const details = async (fields: Record<string, string>) => {
      await fillIn(id, 'details', { goal: '', press_contact: '', ...fields })
      return (await organizerPage(server, ada, `/dashboard/letters/${id}/text/details`)).html
    }
    const html = await details({ language: 'de' })
    expect(html).toContain('<option value="de" lang="de" dir="auto" selected>Deutsch</option>')
    expect(html).toContain('>简体中文</option>')
    expect(html).toContain('>Français</option>')
    const other = await details({ language: 'de', language_other: 'SC' })
    expect(other).toContain('<option value="sc" lang="sc" dir="auto" selected>Sardu</option>')
    expect(other).toContain('>Deutsch</option>')
    expect(await draftOf(id)).toMatchObject({ language: 'sc' })
  })

  test('stand beside a sample of the page on which signatories choose, which cannot be sent', async () => {
    const id = await started()
    await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, ...whole })
    const sampleIn = (html: string) =>
      /<fieldset disabled[^>]*>\s*<legend[^>]*>[^<]*<\/legend>(.*?)<\/section>/s.exec(html)?.[1] ?? ''
    expect(sampleIn(await page(id))).toContain('value="anonymous"')
    await choose(id, { ...typedUsual, preset: 'careful' })
    const html = await page(id)
    const sample = sampleIn(html)
    expect(sample).not.toMatch(/<form|type="submit"|href=/)
    expect(sample).not.toContain('value="public"')
    expect(sample).toContain('at least nine')
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, each]) => each)
    expect(ids).toHaveLength(new Set(ids).size)
    const { version } = await draftOf(id)
    await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'open', version })
    const { path } = await draftOf(id)
    const textOf = (part: string) =>
      part
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
    const form = textOf((await pageOf(server, `${String(path)}/sign`)).html)
    const [, choice = ''] = /(Before you begin .*) How this works/.exec(textOf(sampleIn(await page(id)))) ?? []
    expect(choice).toContain(sentence('signing-visibility-legend'))
    expect(form.includes(choice)).toBe(true)
  })

  test('without protection, opening warns an owner who is alone, and needs the agreement of two', async () => {
    const id = await started()
    await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, ...whole })
    const opening = async () => (await organizerPage(server, ada, `/dashboard/letters/${id}/text/opening`)).html
    expect(await opening()).not.toContain(sentence('lifecycle-unprotected-title'))
    await choose(id, { ...typedUsual, preset: 'none' })
    expect(await opening()).toContain(sentence('lifecycle-unprotected-alone'))
    const bea = await organizer(server, 'Bea Ngo')
    await addOwner(server.parts.db, id, bea.id)
    expect(await opening()).toContain(sentence('lifecycle-unprotected'))
    const open = async (who: Organizer): Promise<unknown> => {
      const { version } = await draftOf(id)
      return (await api(server, who, 'POST', `/dashboard/letters/${id}/opening`, { to: 'quiet', version })).json
    }
    // The second owner agrees to exactly these settings.
    expect(await open(ada)).toMatchObject({ outcome: 'waits' })
    await choose(id, { batch_minutes: '1', batch_size: '2', first_threshold: '0', notice_hours: '48', preset: 'own' })
    expect((await agrees(server, bea, id)).status).toBe(409)
    expect(await open(bea)).toMatchObject({ outcome: 'waits' })
    expect((await agrees(server, ada, id)).status).toBe(200)
    // An open letter is offered only the presets that are stricter than it is.
    const names = await page(id)
    expect(names).toContain('name="preset" value="careful"')
    expect(names).not.toContain('name="preset" value="none"')
  })
})

/** What a form started from. */
const startOf = (html: string) => ({ version: hidden(html, 'version'), base: hidden(html, 'base') })
const textOf = async (id: string): Promise<string> => (await readLetter(server.parts, ada.id, id)).draft.text

const answerOf = (body: string) => JSON.parse(body) as { message: string; version: number; base: string }

describe('two people at once', () => {
  const bea = organizer(server, 'Bea Ashdown')
  async function shared(text: string) {
    const id = await started()
    await joinLetter(server, await bea, id, 'editor')
    await fillIn(id, 'text', { title: 'T', text })
    const path = `/dashboard/letters/${id}/text`
    return { id, path, from: startOf((await organizerPage(server, ada, path)).html) }
  }

  test('on different paragraphs: both changes stay, and the second is told', async () => {
    const { id, path, from } = await shared('A\n\nB\n\nC')
    await organizerPost(server, await bea, path, { ...from, title: 'T', text: 'A by Bea\n\nB\n\nC\n\nD' })
    const saved = await organizerPost(server, ada, path, { ...from, title: 'By Ada', text: 'A\n\nB by Ada\n\nC' })
    expect(saved.status).toBe(303)
    const { html } = await organizerPage(server, ada, saved.location!)
    expect(html).toContain(sentence('drafting-saved-merged'))
    expect(await textOf(id)).toBe('A by Bea\n\nB by Ada\n\nC\n\nD')
  })

  test('on the same paragraph: the second sees both with both names, and decides', async () => {
    const { id, path, from } = await shared('A\n\nB')
    await organizerPost(server, await bea, path, { ...from, title: 'T', text: 'A by Bea\n\nB by Bea' })
    const late = await organizerPost(server, ada, path, { ...from, title: 'By Ada', text: 'A by Ada\n\nB' })
    expect(late.status).toBe(409)
    expect(late.html).toContain(sentence('drafting-overtaken-title', { count: 1, names: 'Bea Ashdown' }))
    expect(late.html).toContain('A by Ada\n\nA by Bea\n\nB by Bea</textarea>')
    expect(late.html).toMatch(/name="title"[^>]*value="By Ada"/)
    expect(await textOf(id)).toBe('A by Bea\n\nB by Bea')

    // What others save until the decision is merged again.
    await organizerPost(server, await bea, path, {
      ...startOf((await organizerPage(server, await bea, path)).html),
      ...{ title: 'T', text: 'A by Bea\n\nB by Bea\n\nC' },
    })
    const decided = { ...startOf(late.html), title: 'By Ada', text: 'A by both\n\nB by Bea' }
    expect((await organizerPost(server, ada, path, decided)).status).toBe(303)
    expect(await textOf(id)).toBe('A by both\n\nB by Bea\n\nC')
  })

  test('in two tabs of one person: no other name is shown', async () => {
    const { path, from } = await shared('A')
    await organizerPost(server, ada, path, { ...from, title: 'One', text: 'A' })
    const late = await organizerPost(server, ada, path, { ...from, title: 'Two', text: 'A' })
    expect(late.html).toContain(sentence('drafting-overtaken-title', { count: 0, names: '' }))
    expect(late.html).toContain(sentence('drafting-overtaken-one'))
  })

  test('five at the same moment: every change is there', async () => {
    const { id, path, from } = await shared('1\n\n2\n\n3\n\n4\n\n5')
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(async (number) =>
        organizerPost(server, number % 2 === 0 ? ada : await bea, path, {
          ...{ ...from, title: 'T' },
          text: '1\n\n2\n\n3\n\n4\n\n5'.replace(String(number), `${String(number)} changed`),
        }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303])
    expect(await textOf(id)).toBe('1 changed\n\n2 changed\n\n3 changed\n\n4 changed\n\n5 changed')
  })

  test('a merged text that breaks a rule is shown, and nothing is saved', async () => {
    const { id, path, from } = await shared('A')
    const long = (word: string) => Array.from({ length: 6000 }, () => word.repeat(4)).join(' ')
    await organizerPost(server, await bea, path, { ...from, title: 'T', text: `${long('b')}\n\nA` })
    const late = await organizerPost(server, ada, path, { ...from, title: 'T', text: `A\n\n${long('a')}` })
    expect(late.status).toBe(409)
    expect(late.html).toContain(sentence('drafting-overtaken-rule'))
    expect(late.html).toContain(sentence('drafting-text-too-long', { most: 50_000 }))
    expect(late.html).toContain(`${long('b')}\n\nA\n\n${long('a')}</textarea>`)
    expect(await textOf(id)).not.toContain('aa')
  })

  test('while the page saves by itself: the form goes on from what it shows', async () => {
    const { id, path, from } = await shared('A\n\nB\n\nC')
    const autosave = (start: { version: number | string; base: string }, text: string) =>
      organizerPost(server, ada, `${path}/text/autosave`, {
        ...start,
        version: String(start.version),
        title: 'T',
        text,
      })
    await organizerPost(server, await bea, path, { ...from, title: 'T', text: 'A\n\nB\n\nC by Bea' })
    const first = answerOf((await autosave(from, 'A by Ada\n\nB\n\nC')).html)
    expect(first.message).toBe(sentence('drafting-autosave-merged'))
    const second = answerOf((await autosave(first, 'A by Ada, twice\n\nB\n\nC')).html)
    expect(await textOf(id)).toBe('A by Ada, twice\n\nB\n\nC by Bea')
    const third = await autosave(second, 'A\n\nB\n\nC by Ada')
    expect([third.status, JSON.parse(third.html).message]).toEqual([409, sentence('drafting-autosave-overtaken')])
    const late = await organizerPost(server, ada, path, {
      ...{ ...second, version: String(second.version) },
      ...{ title: 'T', text: 'A\n\nB\n\nC by Ada' },
    })
    expect(late.html).toContain(sentence('drafting-overtaken-title', { count: 1, names: 'Bea Ashdown' }))
  })

  test('who add a source with the same number: a page that saves by itself is not left with the other one’s number', async () => {
    const { id, path, from } = await shared('A\n\nB')
    await organizerPost(server, await bea, path, { ...from, title: 'T', text: 'A[^1]\n\nB\n\n[^1]: By Bea' })
    const mine = { ...from, title: 'T', text: 'A\n\nB[^1]\n\n[^1]: By Ada' }
    const stale = await organizerPost(server, ada, `${path}/text/autosave`, mine)
    expect([stale.status, answerOf(stale.html).message]).toEqual([409, sentence('drafting-autosave-overtaken')])
    expect((await organizerPost(server, ada, path, mine)).status).toBe(303)
    expect(await textOf(id)).toBe('A[^1]\n\nB[^2]\n\n[^1]: By Bea\n\n[^2]: By Ada')
  })

  test('their names are stored sealed, and end with the opening', async () => {
    const { id } = await shared('A')
    const savers = async () =>
      (
        await server.parts.db
          .selectFrom('letter')
          .select('savers_sealed')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).savers_sealed
    expect(await savers()).not.toBeNull()
    expect((await savers())!.includes('Ada')).toBe(false)
    const { version } = (await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 2, ...whole }))
      .json
    await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'quiet', version })
    expect(await savers()).toBeNull()
    await fillIn(id, 'text', { title: 'After the opening', text: 'A' })
    expect(await savers()).toBeNull()
  })

  test('a row button in the second tab does not make it look newer than it is', async () => {
    const id = await started()
    const path = `/dashboard/letters/${id}/text/demands`
    await fillIn(id, 'demands', { 'demand-0': 'First', 'demand-1': 'Second' })
    const { html } = await organizerPage(server, ada, path)
    await fillIn(id, 'demands', { 'demand-0': 'First, changed', 'demand-1': 'Second' })
    const typed = { 'demand-0': 'Mine', 'demand-1': 'Second' }
    const row = await organizerPost(server, ada, path, { ...startOf(html), ...typed, row: 'add demand' })
    expect((await organizerPost(server, ada, path, { ...startOf(row.html), ...typed })).status).toBe(409)
  })

  test('on different parts do not disturb each other', async () => {
    const id = await started()
    const { html } = await organizerPage(server, ada, `/dashboard/letters/${id}/text`)
    await fillIn(id, 'details', { goal: '5', press_contact: '', language: 'en' })
    const late = { version: hidden(html, 'version'), base: hidden(html, 'base'), title: 'T', text: 'Late' }
    expect((await organizerPost(server, ada, `/dashboard/letters/${id}/text`, late)).status).toBe(303)
    expect((await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json).toMatchObject({
      goal: 5,
      text: 'Late',
    })
  })

  test('of twenty concurrent saves of one version, one succeeds and the others report a conflict', async () => {
    const id = await started()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, text: `Version ${String(index)}` }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ json }) => json.code === 'draft-changed')).toHaveLength(19)
  })
})

describe('saving by itself', () => {
  test('posts the same form to the same verb, and is told the new version', async () => {
    const id = await started()
    const { html } = await organizerPage(server, ada, `/dashboard/letters/${id}/text`)
    const from = { version: hidden(html, 'version'), base: hidden(html, 'base') }
    const path = `/dashboard/letters/${id}/text/text/autosave`
    const saved = await organizerPost(server, ada, path, { ...from, title: 'T', text: 'A word' })
    expect(JSON.parse(saved.html)).toMatchObject({ message: sentence('drafting-autosave-saved'), version: 2 })
    const stale = await organizerPost(server, ada, path, { ...from, title: 'Another', text: 'A word' })
    expect(stale.status).toBe(409)
    const wrong = await organizerPost(server, ada, path, { ...from, title: 'x'.repeat(200), text: '' })
    expect(wrong.status).toBe(422)
    const reason = sentence('drafting-title-too-long', { most: 150 })
    expect(JSON.parse(wrong.html).message).toBe(sentence('drafting-autosave-refused', { reason }))
  })

  test('tells what is wrong, and what readers would not see, beside the field', async () => {
    const id = await started()
    const { html } = await organizerPage(server, ada, `/dashboard/letters/${id}/text`)
    const from = { version: hidden(html, 'version'), base: hidden(html, 'base') }
    const path = `/dashboard/letters/${id}/text/text/autosave`
    const text = 'Here.[^9]\n\n[^1]: A report.'
    const warnings = [sentence('text-note-lost', { label: '1' }), sentence('text-note-missing', { label: '9' })]
    const saved = await organizerPost(server, ada, path, { ...from, title: 'T', text })
    expect(JSON.parse(saved.html)).toMatchObject({
      errors: [],
      warnings: warnings.map((message) => ({ field: 'text', message })),
    })
    const again = (await organizerPage(server, ada, `/dashboard/letters/${id}/text`)).html
    for (const warning of warnings) expect(again).toContain(warning)
    const wrong = await organizerPost(server, ada, path, { ...from, title: 'T', text: `${'> '.repeat(16)}x` })
    const message = sentence('text-nesting-at', { most: 6, start: 'x' })
    expect(JSON.parse(wrong.html)).toMatchObject({ errors: [{ field: 'text', message }] })
  })

  test('a covering note and an update are checked in the same way, and nothing is kept', async () => {
    for (const [path, field] of [
      ['/dashboard/notes/check', 'note'],
      ['/dashboard/updates/check', 'text'],
    ] as const) {
      const about = async (typed: string) =>
        JSON.parse((await organizerPost(server, ada, path, { [field]: typed })).html) as object
      expect(await about('Here.[^9]')).toEqual({
        errors: [],
        warnings: [{ field, message: sentence('text-note-missing', { label: '9' }) }],
      })
      expect(await about(`${'> '.repeat(16)}x`)).toEqual({
        errors: [{ field, message: sentence('text-nesting-at', { most: 6, start: 'x' }) }],
        warnings: [],
      })
    }
    const stranger = await pageOf(server, '/dashboard/notes/check')
    expect(stranger.status).toBeGreaterThanOrEqual(400)
  })

  test('the base of a form identifies what it shows', async () => {
    const id = await started()
    const dashboard = await readLetter(server.parts, ada.id, id)
    const other = { ...dashboard, letter: { ...dashboard.letter, goal: 12 } }
    expect(shownBase(dashboard, { draft: { text: '' } })).toBe(shownBase(other, { draft: { text: 'typed' } }))
    expect(shownBase(dashboard, { settings: { goal: 1 } })).not.toBe(shownBase(other, { settings: { goal: 1 } }))
  })
})

describe('the preview', () => {
  test('is the letter’s page, with a banner, and is for its organizers', async () => {
    const id = await started()
    await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, ...whole })
    const { html } = await organizerPage(server, ada, `/dashboard/letters/${id}/text/preview`)
    expect(html).toContain(sentence('drafting-preview'))
    expect(html).toContain('<h1>Keep the night shift safe</h1>')
    expect(html).toContain('class="footnotes"')
    expect(html).toContain(sentence('letter-standing-sign'))
    expect((await pageOf(server, `/dashboard/letters/${id}/text/preview`)).status).toBe(303)
  })
})

describe('an unpublished draft', () => {
  const planned = { ...whole, title: 'Zephyrquill at dawn', text: 'Ostervane walks out.', demands: ['Brimlockery.'] }
  const words = /Zephyrquill|Ostervane|Brimlockery|ines@board\.example/

  async function copied(): Promise<string> {
    const file = join(testFolder(), 'backup.gz')
    await backup(server.databaseUrl, server.keysDir, file, server.now())
    return gunzipSync(readFileSync(file)).toString()
  }

  test('is in no backup in clear, before the letter opens or after', async () => {
    const id = await started(ada, planned.title)
    await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, ...planned })
    expect((await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json).toMatchObject(planned)
    expect(await copied()).not.toMatch(words)

    const published = { ...whole, title: 'As published' }
    await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 2, ...published })
    const opened = await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'quiet', version: 3 })
    expect(opened.status).toBe(200)
    await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 3, ...planned })
    const copy = await copied()
    expect(copy).not.toMatch(words)
    // Finding published text shows that the search works.
    expect(copy).toContain('As published')
  })

  test('seals to the same size whatever its length', async () => {
    const ids = [await started(ada, 'A'), await started(ada, 'B'.repeat(140))]
    const { db } = server.parts
    const rows = await db.selectFrom('letter').select('draft_sealed').where('id', 'in', ids).execute()
    expect(new Set(rows.map(({ draft_sealed }) => draft_sealed?.length)).size).toBe(1)
  })
})

test('a draft shows nothing that is not escaped', async () => {
  const id = await started(ada, '<script>alert(1)</script>')
  const hostile = '"><img src=x onerror=alert(1)>'
  await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, {
    version: 1,
    text: `${hostile} [x](javascript:alert(1))`,
    demands: [hostile],
    recipients: [{ name: hostile, office: hostile, address: '' }],
    press_contact: hostile,
  })
  for (const part of ['', '/demands', '/details', '/preview', '/opening']) {
    const { html, status } = await organizerPage(server, ada, `/dashboard/letters/${id}/text${part}`)
    expect(status).toBe(200)
    expect(html).not.toMatch(/<img src=x|<script>alert|href="javascript:/)
  }
})

describe('a text that is pasted without JavaScript', () => {
  const typed =
    'Close the night dock\n\nWe load the lorries at night, and it is *dark* at the docks of the com-\npany.[1]\n\n• first\n• second\n\n1) Close it.\n2) Pay us.\n\n[1] The report'
  const before = (html: string) => ({
    'before-title': hidden(html, 'before-title'),
    'before-text': hidden(html, 'before-text').replaceAll('&#x27;', "'"),
  })
  const inField = (html: string) => /<textarea[^>]*>\n([^<]*)<\/textarea>/.exec(html)?.[1]

  test('is tidied, moved to its places and brought back by buttons, and nothing is saved', async () => {
    const id = await started()
    const tidy = await fillIn(id, 'text', { title: 'A title', text: typed, row: 'tidy text' })
    const tidied =
      'Close the night dock\n\nWe load the lorries at night, and it is *dark* at the docks of the company.[1]\n\n- first\n- second\n\n1. Close it.\n2. Pay us.\n\n[1] The report'
    expect(inField(tidy.html)).toBe(tidied)
    expect(tidy.html).toContain('<q>Close the night dock</q>')
    const move = await fillIn(id, 'text', { title: 'A title', text: tidied, row: 'move text', ...before(tidy.html) })
    expect(inField(move.html)).toBe(
      'We load the lorries at night, and it is *dark* at the docks of the company.[^1]\n\n- first\n- second\n\n[^1]: The report',
    )
    expect(hidden(move.html, 'title')).toBe('')
    expect(move.html).toContain('value="Close the night dock"')
    expect(move.html).toContain('name="moved-demand" value="Close it."')
    const back = await fillIn(id, 'text', { title: 'B', text: 'C', row: 'restore text', ...before(move.html) })
    expect(inField(back.html)).toBe(typed)
    expect(back.html).not.toContain('moved-demand')
    const { json } = await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)
    expect({ text: json.text, demands: json.demands }).toEqual({ text: '', demands: [] })
  })

  test('is refused if it is more than a letter, and stays as it was typed', async () => {
    const long = 'word '.repeat(12_500).trim()
    const { html } = await fillIn(await started(), 'text', { title: 'A title', text: long, row: 'tidy text' })
    expect(html).toContain(sentence('editor-left-out-too-much'))
    expect(inField(html)).toBe(long)
  })
})

describe('demands that the editor moves out of the text', () => {
  test('join the list once, and an undo takes them out, whatever else happens to the list', async () => {
    const id = await started()
    await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, demands: ['First.'] })
    const demands = async () =>
      (await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json.demands as string[]
    const text = { title: 'A title', text: 'The text.' }
    const path = `/dashboard/letters/${id}/text`
    const { html } = await organizerPage(server, ada, path)
    const form = { version: hidden(html, 'version'), base: hidden(html, 'base'), ...text }
    await organizerPost(server, ada, path, { ...form, 'moved-demand': ['Second.', 'Third.', 'First.', ' Second. '] })
    expect(await demands()).toEqual(['First.', 'Second.', 'Third.'])
    // The text is as this form knows it, so the same form may move again, though the draft is newer.
    await organizerPost(server, ada, path, { ...form, 'moved-demand': ['Second.'] })
    await organizerPost(server, ada, path, { ...form, 'unmoved-demand': ['Third.', 'Unknown.'] })
    expect(await demands()).toEqual(['First.', 'Second.'])
  })

  test('are kept in the form if the save is refused, and say where they go', async () => {
    const id = await started()
    const refused = await fillIn(id, 'text', { title: 'x'.repeat(200), text: '', 'moved-demand': ['Two <people>.'] })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('name="moved-demand" value="Two &lt;people&gt;."')
    const long = await fillIn(id, 'text', { title: 'A title', text: '', 'moved-demand': ['x'.repeat(1001)] })
    expect(long.status).toBe(422)
    expect(long.html).toContain(sentence('drafting-demand-too-long', { most: 1000 }))
    expect((await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json.demands).toEqual([])
  })
})
