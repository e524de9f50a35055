import { inNumbers, pluralOf } from '../http/helpers.ts'
import { pdfName } from './compose.ts'
import type { Preview } from './plan/preview-copy.ts'

export interface CopyPage {
  back: string
  path: string
  /** What leads to the copy as a proposed change would make it. */
  query: string
  proposed: boolean
  name: string
  office: string
  mailed: boolean
  to: string
  subject: string
  text: string
  pdfName: string | undefined
  pdfSize: string
  tooLarge: boolean
  listed: string
  names: string[]
}
declare module '../http/pages.ts' {
  interface Pages {
    'delivery/copy': CopyPage
  }
}

export function copyPage(
  letterId: string,
  { stage, recipient, proposed }: { stage: string; recipient: string; proposed: boolean },
  { message, copy, pdf }: Preview,
): CopyPage {
  const back = `/desk/letters/${letterId}/delivery`
  const { names } = copy
  return {
    back,
    path: `${back}/${stage}/copies/${recipient}`,
    query: proposed ? '?proposed=yes' : '',
    proposed,
    name: copy.recipient.name === '' ? 'the press' : copy.recipient.name,
    office: copy.recipient.office,
    mailed: message !== null,
    to: message?.to ?? '',
    subject: message?.subject ?? '',
    text: message?.text ?? '',
    pdfName: pdf ? (message?.attachments?.[0]?.filename ?? pdfName(copy.revision)) : undefined,
    pdfSize: pdf ? `${inNumbers(Math.ceil(pdf.length / 1000))} kB` : '',
    tooLarge: pdf !== null && message !== null && message.attachments === undefined,
    listed:
      copy.disclosure === 'names'
        ? `${inNumbers(names.length)} ${pluralOf(names.length, 'name', 'names')}. Those who withdraw before it is sent are left out.`
        : 'No names.',
    names,
  }
}
