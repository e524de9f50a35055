import { describe, expect, test, vi } from 'vitest'
import { allVerdicts, isAnswerEvent, judgedAs } from '../../server/delivery/verdicts.ts'
import { testServer } from '../support/app.ts'
import { confirmed, signedLetter, stagesOf, three, type Campaign } from '../support/deliveries.ts'
import { sentence } from '../support/words.ts'
import { api, organizerPage, organizerPost, join, organizer, pageOf } from '../support/stories.ts'

const server = await testServer()

async function delivered(): Promise<Campaign> {
  const campaign = await signedLetter(server, three)
  await confirmed(server, campaign, { to: ['Ada Hartley'] })
  await server.work()
  return campaign
}

/** Waits, because cached pages are renewed a moment after the database reports a change. */
async function pageWith(slug: string, fits: (html: string) => boolean): Promise<string> {
  return vi.waitFor(async () => {
    const { html } = await pageOf(server, `/letters/${slug}`)
    expect(fits(html)).toBe(true)
    return html
  }, 20_000)
}

const day = () => server.now().toISOString().slice(0, 10)

async function recordedBy(campaign: Campaign, text: string): Promise<string> {
  const { recipients } = await stagesOf(server, campaign)
  const recipient = recipients.find(({ name }) => name === 'Ada Hartley')!.id
  const { status, json } = await api(
    server,
    campaign.owner,
    'POST',
    `/dashboard/letters/${campaign.letter.id}/answers`,
    {
      recipient,
      way: 'mail',
      answered_on: day(),
      text,
    },
  )
  expect(status).toBe(201)
  return json.id as string
}

describe('an answer that came by mail', () => {
  test('is recorded, published unedited with its date, and stops the clock only if an owner says so', async () => {
    const campaign = await delivered()
    const { letter, owner } = campaign
    const base = `/dashboard/letters/${letter.id}/answers`
    server.at(new Date(server.now().getTime() + 5 * 86_400_000))
    await pageWith(letter.slug, (html) => html.includes('5 days without an answer'))

    const { recipients } = await stagesOf(server, campaign)
    const wrong = await organizerPost(server, owner, base, { answered_on: '2099-01-01', text: 'Thank you.' })
    expect(wrong.status).toBe(422)
    for (const id of ['responses-recipient-missing', 'responses-way-missing', 'responses-day-to-come'] as const)
      expect(wrong.html).toContain(sentence(id))
    expect(wrong.html).toContain('Thank you.')
    const text = 'Thank you for <b>writing</b>.\n\n{{title}} *will* be considered.'
    const kept = await organizerPost(server, owner, base, {
      recipient: recipients[0]!.id,
      way: 'mail',
      answered_on: day(),
      text,
    })
    expect(kept.status).toBe(303)
    const dashboard = await organizerPage(server, owner, base)
    const id = /id="answer-([0-9a-f-]{36})"/.exec(dashboard.html)![1]!
    expect((await pageOf(server, `/letters/${letter.slug}`)).html).not.toContain('will* be considered')

    await organizerPost(server, owner, `${base}/${id}/publication`)
    const answer = 'Thank you for &lt;b&gt;writing&lt;/b&gt;.\n\n{{title}} *will* be considered.'
    const published = await pageWith(letter.slug, (html) => html.includes(answer))
    expect(published).toContain('5 days without an answer')

    expect(published).toContain(sentence('verdict-not-yet-note'))
    const answerOf = async () => {
      const { json } = await api(server, null, 'GET', `/letters/${letter.slug}`)
      return json.delivery.answers[0] as object
    }
    expect(await answerOf()).toMatchObject({ verdict: null })
    const offered = async () => {
      const { html } = await organizerPage(server, owner, base)
      return [...html.matchAll(/name="verdict" value="([a-z-]+)"/g)].map(([, verdict]) => verdict)
    }
    expect(await offered()).toEqual(allVerdicts)

    await organizerPost(server, owner, `${base}/${id}/verdict`, { verdict: 'answers' })
    await pageWith(letter.slug, (html) => !html.includes('without an answer'))
    const { json } = await api(server, null, 'GET', `/letters/${letter.slug}`)
    expect(json.delivery.silence).toBeNull()
    expect(json.delivery.answers[0]).toMatchObject({
      name: 'Ada Hartley',
      answered_on: day(),
      verdict: 'answers',
      text,
    })
    expect(json.delivery.recipients[0]).toMatchObject({ answered_on: day(), days_without_answer: null })
    expect(await offered()).toEqual(allVerdicts.filter((each) => each !== 'answers'))

    await organizerPost(server, owner, `${base}/${id}/verdict`, { verdict: 'no-answer' })
    const taken = await pageWith(letter.slug, (html) => html.includes('5 days without an answer'))
    expect(taken).toContain(sentence('verdict-no-answer-note'))
    expect(await answerOf()).toMatchObject({ verdict: 'no-answer' })
    expect(await offered()).toEqual(allVerdicts.filter((each) => each !== 'no-answer'))

    const unknown = await organizerPost(server, owner, `${base}/${id}/verdict`, { verdict: 'yes' })
    expect(unknown.status).toBe(422)
    expect(unknown.html).toContain(sentence('refusal-verdict-unknown'))
    const malformed = await api(server, owner, 'POST', `${base}/${id}/verdict`, { verdict: 'yes' })
    expect(malformed).toMatchObject({ status: 400, json: { detail: sentence('problem-malformed-detail') } })
    expect(await answerOf()).toMatchObject({ verdict: 'no-answer' })
  })

  test('is public before its publication only as an event, and only if its verdict says so', async () => {
    const campaign = await delivered()
    const id = await recordedBy(campaign, 'In confidence.')
    const { letter, owner } = campaign
    for (const verdict of [null, ...allVerdicts]) {
      if (verdict)
        await api(server, owner, 'POST', `/dashboard/letters/${letter.id}/answers/${id}/verdict`, { verdict })
      const { event, publicAtOnce } = judgedAs(verdict)
      await vi.waitFor(async () => {
        const { json } = await api(server, null, 'GET', `/letters/${letter.slug}`)
        const kinds = (json.delivery.events as { kind: string }[]).map(({ kind }) => kind)
        const shown = kinds.filter(isAnswerEvent)
        expect({ verdict, shown, answers: json.delivery.answers as unknown }).toEqual({
          verdict,
          shown: publicAtOnce ? [event] : [],
          answers: [],
        })
      }, 20_000)
    }
  })

  test('is read by owners and moderators before it is published, and decided by owners', async () => {
    const campaign = await delivered()
    const id = await recordedBy(campaign, 'In confidence.')
    const base = `/dashboard/letters/${campaign.letter.id}/answers`
    const moderator = await organizer(server, 'A Moderator')
    const viewer = await organizer(server, 'A Viewer')
    await join(server, moderator, campaign.letter.id, 'moderator')
    await join(server, viewer, campaign.letter.id, 'viewer')
    expect((await organizerPage(server, moderator, base)).html).toContain('In confidence.')
    expect((await organizerPost(server, moderator, `${base}/${id}/publication`)).status).toBe(403)
    expect((await organizerPage(server, viewer, base)).html).not.toContain('In confidence.')
    expect((await api(server, viewer, 'GET', base)).json.answers[0].text).toBeNull()
    expect((await organizerPost(server, viewer, base, {})).status).toBe(403)
  })
})
