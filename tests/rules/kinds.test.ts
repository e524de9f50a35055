import Handlebars from 'handlebars'
import { describe, expect, test } from 'vitest'
import { allVerdicts, givenAs, isAnswerEvent, judgedAs } from '../../server/delivery/verdicts.ts'
import { eventKinds, type DeliveryEvent, type EventKind } from '../../server/delivery/timeline/timeline-events.ts'
import type { AnswerJson, DeliveryJson } from '../../server/delivery/timeline/schemas.ts'
import { timelineInWords } from '../../server/delivery/timeline/timeline-in-words.ts'
import { registerHelpers } from '../../server/http/helpers.ts'
import { readTemplates } from '../../server/http/template-files.ts'
import { english } from '../../server/messages/languages.ts'
import { activityInWords } from '../../server/organizers/activity.ts'
import { guarded } from '../support/guard.ts'
import { said } from '../support/words.ts'

const handlebars = Handlebars.create()
registerHelpers(handlebars)
const templates = readTemplates(handlebars)
handlebars.registerPartial('delivery/timeline/answer', templates.get('delivery/timeline/_answer')!)

function timeline(shown: Partial<DeliveryJson>): string {
  const data = {
    ...timelineInWords({ events: [], recipients: [], answers: [], silence: null, ...shown }),
    path: '/letters/a',
  }
  return templates.get('delivery/timeline/_timeline')!(guarded(data), { data: { language: english } })
}

/** The sentences of the first entry, without its date. */
function entry(event: Partial<DeliveryEvent> & { kind: EventKind }): string {
  const html = timeline({ events: [{ ...empty, ...event }] })
  return /<li[^>]*><a[^>]*><time[^>]*>[^<]*<\/time><\/a>(.*?)<\/li>/s
    .exec(html)![1]!
    .replaceAll(/<[^>]+>/g, '')
    .trim()
}

const empty = {
  on: '2026-03-09',
  stage: 1,
  recipients: [],
  stage_kind: null,
  disclosure: null,
  notice_until: null,
  notice_runs: false,
  days: null,
  by: null,
  verdict: null,
  until: null,
  photo: null,
  say_written: null,
}
const recipients = [{ name: 'Ann Lee', office: 'CEO' }]
const stageKinds = ['mail', 'by-hand', 'public', 'call'] as const

const answer = {
  id: 'a',
  name: 'Ann Lee',
  office: 'CEO',
  by: null,
  way: 'mail',
  answered_on: '2026-03-09',
  published_on: '2026-03-10',
  verdict: null,
  text: 'No.',
  mail: null,
  pdf: null,
  pdf_withheld: false,
} as const

const judged = [null, ...allVerdicts]

describe('the timeline', () => {
  /** One event of each kind, and of each verdict. */
  const events = [
    ...eventKinds.filter((kind) => !isAnswerEvent(kind)).map((kind) => ({ kind, verdict: null })),
    ...judged.map((verdict) => ({ kind: judgedAs(verdict).event, verdict })),
  ].map((event) => ({ ...event, stage_kind: 'mail', days: 3, until: '2026-04-01' }) as const)

  test('says something else for each kind of event', () => {
    expect(new Set(events.map(({ kind }) => kind)).size).toBe(eventKinds.length)
    const entries = events.map((event) => entry({ ...event, recipients }))
    expect(entries.filter((words) => words === '')).toEqual([])
    expect(new Set(entries).size).toBe(events.length)
  })

  test('says something for each kind of event whose recipients are gone', () => {
    expect(events.filter((event) => entry(event) === '')).toEqual([])
  })

  test('announces each kind of stage in its own words', () => {
    const entries = stageKinds.map((kind) => entry({ kind: 'announced', stage_kind: kind, recipients }))
    expect(entries.filter((words) => words === '')).toEqual([])
    expect(new Set(entries).size).toBe(stageKinds.length)
  })

  test('says of each announcement what its recipients see', () => {
    const entries = (['count', 'employers', 'names'] as const).map((disclosure) =>
      entry({ kind: 'announced', stage_kind: 'mail', disclosure, recipients }),
    )
    const plain = entry({ kind: 'announced', stage_kind: 'mail', recipients })
    expect(new Set([plain, ...entries]).size).toBe(4)
  })

  test('says of each answer how it came', () => {
    const ways: AnswerJson['way'][] = ['page', 'delegate', 'mail', 'other']
    expect(new Set(ways.map((way) => timeline({ answers: [{ ...answer, way }] }))).size).toBe(4)
  })

  const answerers = [
    { recipients: [], by: null },
    { recipients, by: null },
    { recipients, by: 'Bo Ray' },
  ]

  test('says of each answer what the organizers say of it, and who answered', () => {
    const entries = judged.flatMap((verdict) =>
      answerers.map((who) => entry({ kind: judgedAs(verdict).event, verdict, ...who })),
    )
    expect(new Set(entries).size).toBe(entries.length)
    const shown = judged.flatMap((verdict) =>
      answerers.map(({ recipients: [person], by }) =>
        timeline({ answers: [{ ...answer, name: person?.name ?? null, by, verdict }] }),
      ),
    )
    expect(new Set(shown).size).toBe(shown.length)
  })
})

describe('verdicts', () => {
  test('have a tag, a button and an act of the activity log of their own', () => {
    const tags = judged.map((verdict) => said(judgedAs(verdict).tag))
    expect(new Set(tags).size).toBe(judged.length)
    const given = allVerdicts.map(givenAs)
    expect(new Set(given.map(({ button }) => said(button))).size).toBe(given.length)
    expect(new Set(given.map(({ activity }) => said(activityInWords(activity, {})))).size).toBe(given.length)
  })

  test('say on the button whether the days stop', () => {
    for (const { button, stopsDays } of allVerdicts.map(givenAs))
      expect(said(button)).toContain(stopsDays ? 'stop counting the days' : 'keep counting')
  })
})
