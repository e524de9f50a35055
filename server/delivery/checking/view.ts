import { dayOf } from '../../letter/days.ts'
import { directionOf } from '../../letter/rules.ts'
import { listInWords } from '../../messages/lists.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { countedIn, countsInWords } from '../copies/pdf-document.ts'
import type { CheckedCopy } from './queries.ts'
import type { CheckedJson } from './schemas.ts'

export interface CheckPage {
  /** As it was typed. */
  code: string
  errors: FieldMessage[]
  error: Sentence | undefined
  found: CheckedView | undefined
}

interface CheckedView {
  title: string
  language: string
  dir: 'ltr' | 'rtl'
  to: Sentence | string
  delivered: Sentence
  counts: string
  asOf: Date
  shown: Sentence
  answerBy: Date | undefined
  hash: string
  earlier: string[]
  revision: Sentence
  contact: string | null
  path: string | null
}

declare module '../../http/pages.ts' {
  interface Pages {
    'delivery/checking/check': CheckPage
  }
}

export function checkedJson(copy: CheckedCopy): CheckedJson {
  const { name, office, title, language, handed_on, delivered_at, tally } = copy
  const words = countsInWords({ tally })
  return {
    recipient: { name, office },
    title,
    language,
    delivered_on: handed_on ?? (delivered_at && dayOf(delivered_at)),
    by_hand: copy.kind === 'by-hand',
    revision: { number: copy.revision, hash: copy.revision_hash.toString('hex') },
    tally: {
      as_of: copy.as_of.toISOString(),
      classes: tally.classes.map((each, index) => ({ ...each, words: words[index]?.label ?? '' })),
    },
    disclosure: copy.disclosure,
    names: copy.disclosure === 'names' ? copy.names : 0,
    answer_by: copy.answer_by,
    content_hash: copy.content_hash.toString('hex'),
    earlier_hashes: copy.earlier,
    press_contact: copy.press_contact,
    path: copy.public ? `/letters/${copy.slug}` : null,
  }
}

export function checkPage(code: string, outcome: CheckedCopy | Sentence | null, words: Catalogue): CheckPage {
  if (outcome === null) return { code, errors: [], error: undefined, found: undefined }
  if (!isCopy(outcome)) return { code, errors: [{ field: 'code', message: outcome }], error: outcome, found: undefined }
  return { code, errors: [], error: undefined, found: viewOf(outcome, words) }
}

function isCopy(outcome: CheckedCopy | Sentence): outcome is CheckedCopy {
  return typeof outcome === 'object' && 'content_hash' in outcome
}

function viewOf(copy: CheckedCopy, words: Catalogue): CheckedView {
  const json = checkedJson(copy)
  const { name, office } = json.recipient
  const counts = countsInWords(copy, words).map(countedIn(words))
  return {
    title: json.title,
    language: json.language,
    dir: directionOf(json.language),
    to: office === '' ? name : say('check-name-and-office', { name, office }),
    delivered: deliveredInWords(json),
    counts: listInWords(counts, words.language),
    asOf: copy.as_of,
    shown: shownInWords(json),
    answerBy: json.answer_by === null ? undefined : new Date(json.answer_by),
    hash: json.content_hash,
    earlier: json.earlier_hashes,
    revision: say('check-revision', json.revision),
    contact: json.press_contact,
    path: json.path,
  }
}

function deliveredInWords({ delivered_on, by_hand }: CheckedJson): Sentence {
  if (delivered_on === null) return by_hand ? say('check-printed') : say('check-on-its-way')
  const on = new Date(delivered_on)
  return by_hand ? say('check-by-hand', { on }) : say('check-by-mail', { on })
}

function shownInWords({ disclosure, names }: CheckedJson): Sentence {
  if (disclosure === 'names') return say('check-shows-names', { names })
  return disclosure === 'count' ? say('check-shows-count') : say('check-shows-employers')
}
