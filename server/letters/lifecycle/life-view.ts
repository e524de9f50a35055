import { letterPath } from '../../letter/letter-address.ts'
import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { lastCountForOrganizers } from '../../letter/waiting-words.ts'
import { may } from '../../organizers/rules.ts'
import { draftTitle, type PartPage } from '../drafting/view.ts'
import { missingToOpen, nextStep, takesSignatures } from '../life.ts'
import type { PurgeReport } from './purge-letter.ts'
import type { LetterForOrganizer } from '../read-letter.ts'

export interface LifePage {
  id: string
  letterTitle: Sentence
  state: string
  next: Sentence
  owner: boolean
  draft: boolean
  /** True if this person may start another letter with its text. */
  copyable: boolean
  collects: boolean
  /** Says how closing changes waiting signatures. Undefined if none can wait for others. */
  lastCount: Sentence | undefined
  paused: boolean
  closed: boolean
  purged: boolean
  quietLink: string | undefined
  dates: { what: string; when: string }[]
  /** What can be done about the end, or was done. */
  extension: Sentence | undefined
  errors: FieldMessage[]
  rehearsal:
    { goes: { what: string; count: number }[]; signatures: number; revisions: number; accountGoes: boolean } | undefined
  notice: string | undefined
}
declare module '../../http/pages.ts' {
  interface Pages {
    'letters/lifecycle/life': LifePage
  }
}

export function lifePage(
  dashboard: LetterForOrganizer,
  origin: string,
  more: { rehearsal?: PurgeReport | undefined; errors?: PartPage['errors']; notice?: string } = {},
): LifePage {
  const { letter, draft } = dashboard
  const { state } = letter
  return {
    id: letter.id,
    letterTitle: draftTitle(dashboard),
    state,
    next: nextStep(letter, missingToOpen(draft).length),
    owner: may(dashboard.role, 'close'),
    draft: state === 'draft',
    copyable: state !== 'purged' && may(dashboard.role, 'edit'),
    collects: takesSignatures(state),
    lastCount: lastCountForOrganizers(letter),
    paused: letter.paused,
    closed: state === 'closed',
    purged: state === 'purged',
    quietLink: letter.public || state === 'draft' ? undefined : origin + letterPath(letter),
    dates: datesOf(dashboard),
    extension: extensionWords(letter),
    errors: more.errors ?? [],
    rehearsal: more.rehearsal && rehearsalShown(more.rehearsal),
    notice: more.notice,
  }
}

function extensionWords({ state, closes_at, ...letter }: LetterForOrganizer['letter']): Sentence | undefined {
  const { extended_from: before, extendable_until: until, latest_end: latest } = letter
  if (!takesSignatures(state) || !closes_at) return undefined
  if (before) return say('lifecycle-life-extended', { before })
  return until && latest ? say('lifecycle-life-extendable', { until, latest }) : undefined
}

function datesOf({ letter }: LetterForOrganizer): LifePage['dates'] {
  const { opened_at, closes_at, closed_at, purges_at, purged_at } = letter
  const dates: [string, Date | null][] = [
    ['Opened', opened_at],
    closed_at ? ['Closed', closed_at] : ['Closes by itself', closes_at],
    purged_at ? ['Purged', purged_at] : ['Is purged by itself', purges_at],
  ]
  return dates.flatMap(([what, when]) => (when ? [{ what, when: when.toISOString() }] : []))
}

const purgeWords: Record<keyof PurgeReport['goes'], string> = {
  names: 'public names',
  sealed_names: 'sealed names',
  drafts: 'the draft',
  activity: 'entries in the list of what organizers did',
  recipients_addresses: 'mail addresses of recipients',
  unpublished_answers: 'answers that were not published',
  recipients_pages: 'private pages of recipients',
  removal_requests: 'requests to take a name away',
  delivered_copies: 'kept copies of what was delivered',
  asked_for_updates: 'addresses that asked for updates',
  organizers_accounts: 'accounts of organizers who have no other letter, with their addresses',
}

function rehearsalShown({ goes, stays }: PurgeReport): NonNullable<LifePage['rehearsal']> {
  return {
    goes: (Object.keys(purgeWords) as (keyof typeof purgeWords)[])
      .filter((what) => goes[what] > 0)
      .map((what) => ({ what: purgeWords[what], count: goes[what] })),
    ...stays,
    accountGoes: goes.organizers_accounts > 0,
  }
}
