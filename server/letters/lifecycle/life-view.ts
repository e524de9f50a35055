import { letterPath } from '../../letter/letter-address.ts'
import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { lastCountForOrganizers } from '../../letter/waiting-words.ts'
import { may } from '../../organizers/rules.ts'
import { draftTitle, type PartPage } from '../drafting/view.ts'
import { missingToOpen, nextStep, purgedKinds, takesSignatures } from '../life.ts'
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
  dates: { what: Sentence; when: string }[]
  /** What can be done about the end, or was done. */
  extension: Sentence | undefined
  errors: FieldMessage[]
  rehearsal: { goes: Sentence[]; signatures: number; revisions: number; accountGoes: boolean } | undefined
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
  const dates: [Sentence, Date | null][] = [
    [say('lifecycle-date-opened'), opened_at],
    closed_at ? [say('lifecycle-date-closed'), closed_at] : [say('lifecycle-date-closes'), closes_at],
    purged_at ? [say('lifecycle-date-purged'), purged_at] : [say('lifecycle-date-purges'), purges_at],
  ]
  return dates.flatMap(([what, when]) => (when ? [{ what, when: when.toISOString() }] : []))
}

function rehearsalShown({ goes, stays }: PurgeReport): NonNullable<LifePage['rehearsal']> {
  return {
    goes: purgedKinds
      .filter((kind) => goes[kind] > 0)
      .map((kind) => say('lifecycle-purge-goes', { kind, count: goes[kind] })),
    ...stays,
    accountGoes: goes.organizers_accounts > 0,
  }
}
