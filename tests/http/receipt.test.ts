import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeEach, describe, expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import {
  confirmed,
  executives,
  newestStage,
  signedLetter,
  three,
  tokensOf,
  type Campaign,
} from '../support/deliveries.ts'
import { textOf } from '../support/pdf-text.ts'
import { organizerPost, pageOf, post } from '../support/stories.ts'

const server = await testServer()
beforeEach(() => server.inbox.clear())

async function delivered(
  draft: { recipients: typeof executives } = { recipients: executives },
  to = 'Ada Hartley',
): Promise<{ campaign: Campaign; token: string }> {
  const campaign = await signedLetter(server, three, { draft })
  await confirmed(server, campaign, { to: [to] })
  await server.work()
  return { campaign, token: (await tokensOf(server, campaign.letter.id))[to]! }
}

async function receiptOf(token: string): Promise<{ answer: Response; pdf: Buffer }> {
  const answer = await fetch(`${server.url}/r/${token}/receipt.pdf`)
  return { answer, pdf: Buffer.from(await answer.arrayBuffer()) }
}

const lines = async (pdf: Buffer) => (await textOf(pdf)).replaceAll(/\s+/g, ' ')

describe('a receipt', () => {
  test('says what was delivered on which day, and names no signatory, no organizer and no time of day', async () => {
    const { campaign, token } = await delivered()
    const stage = await newestStage(server, campaign)
    const page = await pageOf(server, `/r/${token}`)
    expect(page.html.includes(`href="/r/${token}/receipt.pdf"`)).toBe(true)
    const { answer, pdf } = await receiptOf(token)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="receipt.pdf"')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-robots-tag')).toContain('noindex')
    const text = await lines(pdf)
    const day = server.now().toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
    expect(text).toContain('Ada Hartley, Chief executive')
    expect(text).toContain(`mail server on ${day}`)
    expect(text).toContain('3 verified work addresses')
    expect(text).toContain(stage.deliveries[0]!.content_hash)
    const shown = (await fetch(`${server.url}/api/v1/recipients/${token}`).then((each) => each.json())) as {
      title: string
      revision: { hash: string }
    }
    expect(text).toContain(shown.title)
    expect(text).toContain(shown.revision.hash)
    for (const { name } of three) expect(text).not.toContain(name!.split(' ')[0])
    expect(pdf.includes(campaign.owner.address)).toBe(false)
    expect(text).not.toContain(campaign.owner.address)
    expect(text).not.toMatch(/\d:\d\d/)
    const file = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
    const info = Object.fromEntries(Object.entries((await file.getMetadata()).info))
    expect(info).toMatchObject({ Title: 'Receipt of a delivery' })
    for (const field of ['Author', 'CreationDate', 'ModDate']) expect(info[field] ?? '').toBe('')
  })

  test('has the same bytes on every day, also after the copy’s PDF has been destroyed, until the page ends', async () => {
    const { campaign, token } = await delivered()
    const { pdf } = await receiptOf(token)
    await server.parts.db.updateTable('copy_pdf').set({ sealed: null }).execute()
    server.at(new Date(server.now().getTime() + 40 * 86_400_000))
    await post(server, `/api/v1/recipients/${token}/receipt`, {})
    expect((await receiptOf(token)).pdf.equals(pdf)).toBe(true)
    const twin = await fetch(`${server.url}/api/v1/recipients/${token}/receipt.pdf`)
    expect(Buffer.from(await twin.arrayBuffer()).equals(pdf)).toBe(true)
    const { id } = (await newestStage(server, campaign)).deliveries[0]!
    await organizerPost(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/deliveries/${id}/page-end`)
    expect((await receiptOf(token)).answer.status).toBe(410)
  })

  test('is refused while nothing is known to have arrived, and then says that its recipient confirmed it', async () => {
    const { token } = await delivered()
    await server.parts.db.updateTable('delivery').set({ state: 'unsure', accepted_at: null }).execute()
    expect((await receiptOf(token)).answer.status).toBe(404)
    expect((await pageOf(server, `/r/${token}`)).html.includes('receipt.pdf')).toBe(false)
    await post(server, `/api/v1/recipients/${token}/receipt`, {})
    const text = await lines((await receiptOf(token)).pdf)
    expect(text).toContain('Receipt was confirmed on the recipient’s private page on')
    expect(text).not.toContain('mail server on')
  })

  test('is tagged, and keeps a long name without a space on its one page', async () => {
    const wide = 'W'.repeat(190)
    const { token } = await delivered({ recipients: [{ name: wide, office: '', address: 'wide@board.example' }] }, wide)
    const { pdf } = await receiptOf(token)
    const file = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
    expect(file.numPages).toBe(1)
    expect(JSON.stringify(await (await file.getPage(1)).getStructTree())).toContain('"H1"')
    expect((await textOf(pdf)).replaceAll(/[\s\u200b]/g, '')).toContain(wide)
  })
})
