import { emptyForm, type Errors, type FormState } from '../../http/form.ts'
import { may } from '../../organizers/rules.ts'
import { say, type Sentence } from '../../refusal.ts'
import { draftTitle } from '../drafting/view.ts'
import { mayExtend } from '../life.ts'
import type { LetterForOrganizer } from '../read-letter.ts'

export interface ExtensionPage {
  id: string
  letterTitle: Sentence
  errors: Errors
  /** The end and the possible new end. */
  dates: Sentence[]
  /** Why signing cannot be extended. */
  blocked: Sentence | undefined
  owner: boolean
  onePerson: boolean
  form: FormState<'until'>
}
declare module '../../http/pages.ts' {
  interface Pages {
    'letters/lifecycle/extension': ExtensionPage
  }
}

export function extensionPage(
  dashboard: LetterForOrganizer,
  form: FormState<'until'> | undefined,
  now: Date,
): ExtensionPage {
  const { letter, role, owners } = dashboard
  const { closes_at: end, latest_end: latest, extendable_until: until } = letter
  const shown = form ?? emptyForm({ until: '' })
  return {
    id: letter.id,
    letterTitle: draftTitle(dashboard),
    errors: shown.summary,
    dates: end && latest && until ? [say('lifecycle-extension-dates', { end, latest, at: until })] : [],
    blocked: whyBlocked(mayExtend(letter, now)),
    owner: may(role, 'close'),
    onePerson: owners < 2,
    form: shown,
  }
}

function whyBlocked(may: ReturnType<typeof mayExtend>): Sentence | undefined {
  switch (may) {
    case 'yes':
      return undefined
    case 'not-open':
      return say('lifecycle-not-open-to-extend')
    case 'extended':
      return say('refusal-already-extended')
    case 'not-announced':
      return say('refusal-extension-not-announced')
    case 'too-late':
      return say('refusal-too-late-to-extend')
  }
}
