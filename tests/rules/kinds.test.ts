import Handlebars from 'handlebars'
import { describe, expect, test } from 'vitest'
import { eventKinds, type DeliveryEvent, type EventKind } from '../../server/delivery/timeline/timeline-rules.ts'
import type { AnswerJson, DeliveryJson } from '../../server/delivery/timeline/schemas.ts'
import { registerHelpers } from '../../server/http/helpers.ts'
import { readTemplates } from '../../server/http/template-files.ts'
import { english } from '../../server/messages/languages.ts'
import { guarded } from '../support/guard.ts'

const handlebars = Handlebars.create()
registerHelpers(handlebars)
const templates = readTemplates(handlebars)
handlebars.registerPartial('delivery/timeline/people', templates.get('delivery/timeline/_people')!)

function timeline(shown: Partial<DeliveryJson>): string {
  const data = { events: [], recipients: [], answers: [], silence: null, path: '/letters/a', ...shown }
  return templates.get('delivery/timeline/_timeline')!(guarded(data), { data: { language: english } })
}

/** The sentences of the first entry, without its date. */
function entry(event: Partial<DeliveryEvent> & { kind: EventKind }): string {
  const html = timeline({ events: [{ ...empty, ...event }] })
  return /<li[^>]*><time[^>]*>[^<]*<\/time>(.*?)<\/li>/s
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
  photo: null,
  say_written: null,
}
const recipients = [{ name: 'Ann Lee', office: 'CEO' }]
const stageKinds = ['mail', 'by-hand', 'public', 'call'] as const

describe('the timeline', () => {
  test('says something else for each kind of event', () => {
    const entries = eventKinds.map((kind) => entry({ kind, stage_kind: 'mail', days: 3, recipients }))
    expect(entries.filter((words) => words === '')).toEqual([])
    expect(new Set(entries).size).toBe(eventKinds.length)
  })

  test('says something for each kind of event whose recipients are gone', () => {
    expect(eventKinds.filter((kind) => entry({ kind, stage_kind: 'mail', days: 3 }) === '')).toEqual([])
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
    const answer = {
      id: 'a',
      name: 'Ann Lee',
      office: 'CEO',
      by: null,
      answered_on: '2026-03-09',
      published_on: '2026-03-10',
      counts_as_answer: true,
      text: 'No.',
      pdf: null,
      pdf_withheld: false,
    }
    const ways: AnswerJson['way'][] = ['page', 'mail', 'other']
    expect(new Set(ways.map((way) => timeline({ answers: [{ ...answer, way }] }))).size).toBe(3)
  })
})
