import { renderPdf, stopPdf } from '../../server/delivery/pdf/render-pdf.ts'
import { pdfDocument } from '../../server/delivery/copies/pdf-document.ts'
import { startCatcher } from '../../server/mail/catcher.ts'
import type { Outgoing } from '../../server/mail/mail.ts'
import { openTransport } from '../../server/mail/transport.ts'
import { everyMail, exampleCopy, type Typed } from '../support/every-mail.ts'
import { longestTyped } from '../support/longest-mail.ts'
import { benchDraft } from './letter.ts'
import type { BenchRow } from './row.ts'
import '../support/standing-values.ts'

const usual: Typed = {
  draft: benchDraft,
  note: 'We ask for an answer within two weeks.',
  update:
    'The works council has **answered**: it puts the letter on the agenda of its meeting in June.\n\nWe tell you what comes of it.',
}

/** Every kind of mail, about a letter of a typical length. */
export async function usualMails(now: Date): Promise<Record<string, Outgoing>> {
  const document = pdfDocument(exampleCopy(usual, now), null)
  return everyMail(usual, await renderPdf(document, { memory: 1e9, time: 6e4 }), now)
}

/**
 * The size of each kind of mail: its HTML, and the whole mail as it is sent, without attachments. Each kind has these two rows. Kinds with
 * typed texts have them again with the longest texts. A mail without HTML has no row for it.
 */
export async function mailSizeRows(): Promise<BenchRow[]> {
  const now = new Date()
  const catcher = await startCatcher()
  const transport = openTransport({
    url: catcher.url,
    from: 'Round Robin <letters@letters.example.org>',
    host: 'letters.example.org',
  })
  const rows = async (name: string, mails: Record<string, Outgoing>) => {
    const made: BenchRow[] = []
    for (const [kind, { attachments: _, ...mail }] of Object.entries(mails)) {
      catcher.clear()
      await transport.send(mail)
      const { raw } = await catcher.waitFor(() => true)
      const html = mail.html === undefined ? 'no HTML' : ''
      if (mail.html !== undefined) made.push(bytesRow(`${name}-html/${kind}`, Buffer.byteLength(mail.html)))
      made.push({ ...bytesRow(`${name}/${kind}`, raw.length), note: html })
    }
    return made
  }
  try {
    const longest = Object.entries(everyMail(longestTyped('prose'), Buffer.alloc(0), now))
    const withTexts = longest.filter(([kind]) => /^(?:delivery|press|update|announcement)/.test(kind))
    return [
      ...(await rows('mail-size', await usualMails(now))),
      ...(await rows('mail-size-longest', Object.fromEntries(withTexts))),
    ]
  } finally {
    transport.close()
    await catcher.close()
    await stopPdf()
  }
}

function bytesRow(name: string, ours: number): BenchRow {
  return { name, ours, reference: null, unit: 'bytes', ratio: null }
}
