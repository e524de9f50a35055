import { undrawnNotice } from '../../drawable-text.ts'
import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { may } from '../../organizers/rules.ts'
import { partLinks, textPath, draftTitle, type PartPage } from '../drafting/view.ts'
import { diffRevisions, signsOfSubstance } from '../revisions/diff.ts'
import { diffShown, type DiffShown } from '../revisions/diff-shown.ts'
import { takesSignatures } from '../life.ts'
import type { LetterForOrganizer } from '../read-letter.ts'
import { contentOf, revisionHash, textsOfRevision } from '../../letter/rules.ts'

export interface RevisingPage {
  id: string
  letterTitle: Sentence
  parts: PartPage['parts']
  action: string
  version: number
  number: number
  edited: boolean
  owner: boolean
  diff: DiffShown
  signs: readonly Sentence[]
  addedRecipients: { name: string; office: string }[]
  kinds: object
  errors: FieldMessage[]
  undrawn: Sentence | undefined
}
declare module '../../http/pages.ts' {
  interface Pages {
    'letters/lifecycle/revising': RevisingPage
  }
}

export function revisingPage(
  dashboard: LetterForOrganizer,
  chosen = '',
  errors: PartPage['errors'] = [],
): RevisingPage | undefined {
  const { letter, draft, published } = dashboard
  if (!published) return undefined
  const after = contentOf(draft)
  const known = published.recipients.map(({ name, office }) => `${name}\n${office}`)
  return {
    id: letter.id,
    letterTitle: draftTitle(dashboard),
    parts: partLinks(dashboard, 'revision'),
    action: textPath(letter.id, 'revision'),
    version: letter.draft_version,
    number: letter.revision + 1,
    edited: takesSignatures(letter.state) && !revisionHash(after).equals(published.hash),
    owner: may(dashboard.role, 'open'),
    diff: diffShown(published, after),
    signs: signsOfSubstance(diffRevisions(published, after)),
    addedRecipients: after.recipients
      .filter(({ name, office }) => !known.includes(`${name}\n${office}`))
      .map(({ name, office }) => ({ name, office })),
    kinds: {
      name: 'kind',
      type: 'radio',
      legend: say('lifecycle-kind-legend'),
      hint: say('lifecycle-kind-hint'),
      error: errors.find(({ field }) => field === 'kind')?.message,
      choices: [
        {
          value: 'correction',
          label: say('lifecycle-kind-correction'),
          hint: say('lifecycle-kind-correction-hint'),
          checked: chosen === 'correction',
        },
        {
          value: 'substance',
          label: say('lifecycle-kind-substance'),
          hint: say('lifecycle-kind-substance-hint'),
          checked: chosen === 'substance',
        },
      ],
    },
    errors,
    undrawn: undrawnNotice(textsOfRevision(after)),
  }
}
