import type { Static } from 'typebox'
import { type Choices, type Errors, emptyForm, type FormState } from '../../http/form.ts'
import { say, type Sentence } from '../../refusal.ts'
import type { FoundSecret } from '../secrets-in-answers/find-secrets.ts'
import { secretInWords } from '../secrets-in-answers/secret-words.ts'
import { largestAnswerPdf, longestAnswer } from '../rules.ts'
import type { Corrections } from './record-proposed.ts'
import type { Proposal, ProposedAnswer } from './propose-answer.ts'
import type { ProposalSchema } from './schemas.ts'

export type ReviewField = keyof Corrections
/** The form that chooses a file. */
export type FileForm = FormState<'mail'>

/** The state of the page that shows what will be recorded. It holds nothing of the mail but what may be kept. */
export interface Review {
  /** The key under which the proposed answer is kept. */
  key: string
  facts: ReviewFacts
  form: FormState<ReviewField>
}

type ReviewFacts = Pick<ProposedAnswer, 'quoted' | 'left' | 'signature' | 'own'> & {
  pdfBytes: number | null
  stage: number | null
  noText: boolean
  secrets: FoundSecret[]
}

export interface ChoosePage {
  id: string
  letterTitle: Sentence
  errors: Errors
  error: Sentence | undefined
}

export interface ReviewPage {
  id: string
  letterTitle: Sentence
  errors: Errors
  key: string
  formId: string
  signature: Sentence[]
  notes: Sentence[]
  secrets: Sentence[]
  recipient: Choices
  form: FormState<ReviewField>
  longest: number
}

declare module '../../http/pages.ts' {
  interface Pages {
    'delivery/mail-files/choose': ChoosePage
    'delivery/mail-files/review': ReviewPage
  }
}

interface LetterFacts {
  letter: { id: string }
  title: Sentence
  recipients: readonly { id: string; name: string }[]
}

export function emptyFileForm(): FileForm {
  return emptyForm<'mail'>({ mail: '' })
}

export function choosePage({ letter, title }: LetterFacts, form: FileForm): ChoosePage {
  return { id: letter.id, letterTitle: title, errors: form.summary, error: form.errors.mail }
}

export function factsToReview(answer: ProposedAnswer, secrets: FoundSecret[]): ReviewFacts {
  const { quoted, left, signature, own, pdf, copy, text } = answer
  return {
    ...{ quoted, left, signature, own, secrets },
    pdfBytes: pdf?.length ?? null,
    stage: copy?.stage ?? null,
    noText: text === '',
  }
}

/** The form as the mail fills it. */
export function proposedForm({ answer, recipients }: Proposal): FormState<ReviewField> {
  const chosen = recipients.find(({ id }) => id === answer.copy?.recipient_id)
  return emptyForm<ReviewField>({
    recipient: chosen?.id ?? '',
    answered_on: answer.day ?? '',
    text: answer.text,
    by: '',
  })
}

export function reviewPage(letterFacts: LetterFacts, { key, facts, form }: Review, formId: string): ReviewPage {
  const { letter, title, recipients } = letterFacts
  return {
    id: letter.id,
    letterTitle: title,
    errors: form.summary,
    key,
    formId,
    signature: signatureInWords(facts, recipients),
    notes: notesOf(facts),
    secrets: facts.secrets.map(secretInWords),
    recipient: {
      name: 'recipient',
      legend: say('mail-files-recipient'),
      hint: undefined,
      type: 'radio',
      error: form.errors.recipient,
      choices: recipients.map(({ id, name }) => ({
        value: id,
        label: name,
        hint: undefined,
        checked: id === form.values.recipient,
      })),
    },
    form,
    longest: longestAnswer,
  }
}

function signatureInWords({ signature, own }: ReviewFacts, recipients: LetterFacts['recipients']): Sentence[] {
  const { state, domain } = signature
  const said = say('mail-files-signature', { state, domain: domain ?? '' })
  if (state !== 'signed') return [said]
  const names = recipients.filter(({ id }) => own.includes(id)).map(({ name }) => name)
  return [said, names.length > 0 ? say('mail-files-signature-own', { names }) : say('mail-files-signature-foreign')]
}

function notesOf({ stage, quoted, noText, pdfBytes, left }: ReviewFacts): Sentence[] {
  return [
    stage === null ? say('mail-files-no-copy') : say('mail-files-copy', { stage }),
    ...(noText ? [say('mail-files-no-text')] : []),
    ...(quoted ? [say('mail-files-quoted')] : []),
    ...(pdfBytes === null ? [] : [say('mail-files-pdf', { kilobytes: Math.ceil(pdfBytes / 1000) })]),
    ...(left.largePdf ? [say('mail-files-large-pdf', { megabytes: largestAnswerPdf / 1_000_000 })] : []),
    ...(left.files > 0 ? [say('mail-files-left-files', { count: left.files })] : []),
    ...(left.winmail ? [say('mail-files-winmail')] : []),
    ...(left.invitation ? [say('mail-files-invitation')] : []),
  ]
}

export function proposalJson({ answer, secrets, recipients }: Proposal): Static<typeof ProposalSchema> {
  const { text, day, copy, quoted, pdf, left, signature, own } = answer
  const recipient = recipients.find(({ id }) => id === copy?.recipient_id)?.id ?? null
  return {
    text,
    answered_on: day,
    recipient,
    stage: copy?.stage ?? null,
    quoted,
    pdf_bytes: pdf?.length ?? null,
    left_out: {
      files: left.files,
      large_pdf: left.largePdf,
      winmail: left.winmail,
      invitation: left.invitation,
    },
    signature: recipient !== null && own.includes(recipient) ? 'recipient' : signature.state,
    domain: signature.domain,
    secrets: secrets.map(({ kind, what }) => ({ kind, what })),
  }
}
