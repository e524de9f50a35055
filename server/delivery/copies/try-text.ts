import { dayOf } from '../../letter/days.ts'
import { revisionHash, type RevisionContent } from '../../letter/rules.ts'
import type { LetterRow } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import { checkFor } from '../check-code.ts'
import { composed } from './composed.ts'
import { pdfDocument, type Shared } from './pdf-document.ts'
import { deliveryMails } from './mail.ts'
import { tryPdf, waitedFor } from '../pdf/render-pdf.ts'
import { pressMails } from './press-mail.ts'

type Letter = Pick<LetterRow, 'id' | 'slug' | 'revision' | 'press_contact' | 'second_place' | 'paper'>

/** Tries to make the PDF and the mails of a text before it is published, without signatures. @throws CannotBeMade */
export async function tryText(core: Core, letter: Letter, content: RevisionContent, now: Date): Promise<void> {
  const { origin, largestAttachment, pdfMemory: memory } = core.config
  const { id: letter_id, press_contact: pressContact } = letter
  const hash = revisionHash(content)
  const copy: Shared = {
    revision: { ...content, letter_id, number: letter.revision + 1, kind: 'first', hash, published_on: dayOf(now) },
    note: '',
    disclosure: 'count',
    asOf: now,
    tally: { classes: [{ class: 'mailbox', count: 0 }], total: 0, anonymous: 0, held: 0 },
    names: [],
    answerBy: null,
    place: letter.second_place,
    checkpoint: null,
    paper: letter.paper,
  }
  const check = checkFor(core.config, null)
  await composed({ memory }, async () => {
    await tryPdf(pdfDocument(copy, check), { memory, time: waitedFor })
    deliveryMails(copy, { pressContact, contentHash: hash, largestAttachment })({ pdf: Buffer.alloc(0), check })
    pressMails(copy, { page: `${origin}/letters/${letter.slug}`, pressContact, embargo: null })
  })
}
