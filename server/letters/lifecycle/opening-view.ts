import { offerInWords } from '../../together/shown/together-words.ts'
import { undrawnNotice } from '../../drawable-text.ts'
import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import { may } from '../../organizers/rules.ts'
import { partLinks, textPath, draftTitle, type PartPage } from '../drafting/view.ts'
import { presets } from '../drafting/presets.ts'
import { missingEnd, missingToOpen, type Missing } from '../life.ts'
import type { LetterForOrganizer } from '../read-letter.ts'
import type { ChecklistJson } from './schemas.ts'
import {
  contentOf,
  datesAfterOpening,
  namesErasedAfterDays,
  textsOfRevision,
  type EndDates,
} from '../../letter/rules.ts'

export interface OpeningPage {
  id: string
  letterTitle: Sentence
  parts: PartPage['parts']
  action: string
  version: number
  missing: { sentence: Sentence; href: string }[]
  canMail: boolean
  owner: boolean
  onePerson: boolean
  fromQuiet: boolean
  dates: { closes: Date; names: number; purges: Date }
  /** How the end can move. */
  extension: Sentence
  choices: object | undefined
  errors: FieldMessage[]
  undrawn: Sentence | undefined
  protection: Sentence[]
  /** Warns about a letter that hides nobody's moment of signing. */
  unprotected: Sentence | undefined
}
declare module '../../http/pages.ts' {
  interface Pages {
    'letters/lifecycle/opening': OpeningPage
  }
}

interface Around {
  /** True if this server can mail codes. */
  canMail: boolean
  /** The length of a day in milliseconds. */
  day: number
  now: Date
  /** What the plan still needs. */
  plan: readonly Sentence[]
}

/** A quiet letter has a published text, so its draft may be unfinished when it opens to the public. */
function missingIn({ letter, draft }: LetterForOrganizer, { plan, now }: Pick<Around, 'plan' | 'now'>): Missing[] {
  if (letter.state !== 'draft') return []
  const planned = plan.map((sentence) => ({ part: 'plan' as const, sentence }))
  return [...missingToOpen(draft), ...missingEnd(letter, now), ...planned]
}

export function checklistJson(
  dashboard: LetterForOrganizer,
  { canMail, day, now, plan }: Around,
  words: Catalogue,
): ChecklistJson {
  const { closesAt, purgesAt } = datesAfterOpening(now, day, dashboard.letter.ends_on)
  return {
    missing: missingIn(dashboard, { plan, now }).map(({ part, sentence }) => ({
      part,
      sentence: formatSentence(sentence, words),
    })),
    can_mail: canMail,
    one_person: dashboard.owners < 2,
    closes_at: closesAt.toISOString(),
    purges_at: purgesAt.toISOString(),
  }
}

export function openingPage(
  dashboard: LetterForOrganizer,
  { canMail, day, now, plan }: Around,
  { to = '', errors = [] }: { to?: string; errors?: PartPage['errors'] } = {},
): OpeningPage {
  const { letter } = dashboard
  const dates = datesAfterOpening(now, day, letter.ends_on)
  const fromQuiet = letter.state === 'quiet'
  return {
    id: letter.id,
    letterTitle: draftTitle(dashboard),
    parts: partLinks(dashboard, 'opening'),
    action: textPath(letter.id, 'opening'),
    version: letter.draft_version,
    missing: missingIn(dashboard, { plan, now }).map(({ part, sentence }) => ({
      sentence,
      href: textPath(letter.id, part),
    })),
    canMail,
    owner: may(dashboard.role, 'open'),
    onePerson: dashboard.owners < 2,
    fromQuiet,
    dates: {
      closes: letter.closes_at ?? dates.closesAt,
      names: namesErasedAfterDays,
      purges: letter.purges_at ?? dates.purgesAt,
    },
    extension: extensionWords(letter.closes_at === null ? dates : extensionOf(letter)),
    choices: fromQuiet ? undefined : openingChoices(to, errors),
    errors,
    undrawn: undrawnNotice(textsOfRevision(contentOf(dashboard.draft))),
    protection: protectionIn(letter),
    unprotected: unprotectedIn(dashboard),
  }
}

function extensionOf(letter: LetterForOrganizer['letter']): Pick<EndDates, 'extendableUntil' | 'latestEnd'> {
  return { extendableUntil: letter.extendable_until, latestEnd: letter.latest_end }
}

function extensionWords({ extendableUntil, latestEnd }: Pick<EndDates, 'extendableUntil' | 'latestEnd'>): Sentence {
  return extendableUntil && latestEnd
    ? say('lifecycle-opening-extension', { until: extendableUntil, latest: latestEnd })
    : say('lifecycle-opening-no-extension')
}

function protectionIn(letter: LetterForOrganizer['letter']): Sentence[] {
  const { batch_minutes: minutes, batch_size: size, first_threshold: first, notice_hours: hours } = letter
  return [
    say('approvals-fact-batches', { minutes, count: size }),
    say('approvals-fact-first', { count: first }),
    ...(size > 1 ? [say('letter-organizers-groups', { count: size })] : []),
    say('approvals-fact-notice', { hours }),
    ...offerInWords(letter),
    say('lifecycle-opening-stricter'),
  ]
}

function unprotectedIn({ letter, owners }: LetterForOrganizer): Sentence | undefined {
  const { none } = presets
  if (letter.batch_minutes > none.batch_minutes || letter.batch_size > none.batch_size) return undefined
  if (letter.first_threshold > none.first_threshold) return undefined
  return owners < 2 ? say('lifecycle-unprotected-alone') : say('lifecycle-unprotected')
}

function openingChoices(to: string, errors: PartPage['errors']) {
  return {
    name: 'to',
    type: 'radio',
    legend: say('lifecycle-opening-legend'),
    hint: undefined,
    error: errors.find(({ field }) => field === 'to')?.message,
    choices: [
      {
        value: 'quiet',
        label: say('lifecycle-opening-quietly'),
        hint: say('lifecycle-opening-quietly-hint'),
        checked: to === 'quiet',
      },
      {
        value: 'open',
        label: say('lifecycle-opening-to-public'),
        hint: say('approvals-follows-open'),
        checked: to === 'open',
      },
    ],
  }
}
