import { inNumbers, pluralOf } from '../http/helpers.ts'
import type { previewCopy } from './desk.ts'

export interface CopyPage {
  id: string
  title: string
  back: string
  path: string
  name: string
  office: string
  to: string
  subject: string
  text: string
  pdfName: string
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

type Preview = Awaited<ReturnType<typeof previewCopy>>

export function copyPage(
  letter: { id: string; title: string },
  stageId: string,
  recipientId: string,
  { message, copy, pdf }: Preview,
): CopyPage {
  const back = `/desk/letters/${letter.id}/delivery`
  const { names } = copy
  return {
    id: letter.id,
    title: letter.title,
    back,
    path: `${back}/${stageId}/copies/${recipientId}`,
    name: copy.recipient.name,
    office: copy.recipient.office,
    to: message.to,
    subject: message.subject,
    text: message.text,
    pdfName: message.attachments?.[0]?.filename ?? 'letter.pdf',
    pdfSize: `${inNumbers(Math.ceil(pdf.length / 1000))} kB`,
    tooLarge: message.attachments === undefined,
    listed:
      copy.disclosure === 'count'
        ? 'No names.'
        : `${inNumbers(names.length)} ${pluralOf(names.length, 'name', 'names')}. Those who withdraw before it is sent are left out.`,
    names,
  }
}
