import { undrawnIn, undrawnNotice } from '../../drawable-text.ts'
import { textsOfRevision } from '../../letter/rules.ts'
import { say, type Sentence } from '../../refusal.ts'
import type { PersonName } from '../../signatures/person-name.ts'
import { pdfName } from '../copies/pdf-document.ts'
import type { Preview } from './preview-copy.ts'
import type { PreviewJson } from './schemas.ts'

export interface CopyPage {
  title: Sentence
  back: string
  path: string
  /** The query string that selects the preview with the proposed change; '' for the stored stage. */
  query: string
  proposed: boolean
  /** Empty for the press. */
  name: string
  office: string
  mailed: boolean
  to: string
  subject: string
  text: string
  pdfName: string | undefined
  pdfSize: Sentence
  tooLarge: boolean
  listed: Sentence
  /** Characters of the copy that are frames in its PDF. */
  undrawn: Sentence | undefined
  names: PersonName[]
}
declare module '../../http/pages.ts' {
  interface Pages {
    'delivery/plan/copy': CopyPage
  }
}

export function copyPage(
  letterId: string,
  { stage, recipient, proposed }: { stage: string; recipient: string; proposed: boolean },
  { message, copy, pdf }: Preview,
): CopyPage {
  const back = `/dashboard/letters/${letterId}/delivery`
  const { names, disclosure, recipient: person } = copy
  return {
    title: person.name === '' ? say('plan-copy-title-press') : say('plan-copy-title', { name: person.name }),
    back,
    path: `${back}/${stage}/copies/${recipient}`,
    query: proposed ? '?proposed=yes' : '',
    proposed,
    name: person.name,
    office: person.office,
    ...mailParts(message),
    ...pdfParts(message, pdf, pdfName(copy.revision)),
    listed: disclosure === 'names' ? say('plan-copy-names', { count: names.length }) : say('plan-copy-no-names'),
    names,
    undrawn: pdf ? undrawnNotice(textsOf(copy)) : undefined,
  }
}

function textsOf({ revision, note, names }: Preview['copy']): string[] {
  return [...textsOfRevision(revision), note, ...names.map(({ name }) => name)]
}

export function previewJson({ message, copy }: Preview): PreviewJson {
  const { to = '', subject = '', text = '', html = '' } = message ?? {}
  return { to, subject, text, html, names: copy.names, undrawn: undrawnIn(textsOf(copy)) }
}

function mailParts(message: Preview['message']): Pick<CopyPage, 'mailed' | 'to' | 'subject' | 'text'> {
  if (!message) return { mailed: false, to: '', subject: '', text: '' }
  return { mailed: true, to: message.to, subject: message.subject, text: message.text }
}

function pdfParts(message: Preview['message'], pdf: Preview['pdf'], name: string) {
  if (!pdf) return { pdfName: undefined, pdfSize: '', tooLarge: false }
  return {
    pdfName: message?.attachments?.[0]?.filename ?? name,
    pdfSize: say('plan-copy-pdf-size', { kilobytes: Math.ceil(pdf.length / 1000) }),
    tooLarge: message !== null && message.attachments === undefined,
  }
}
