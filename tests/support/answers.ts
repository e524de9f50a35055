import { expect, vi } from 'vitest'
import type { TestServer } from './app.ts'
import type { Campaign } from './deliveries.ts'
import { codeIn } from './mail.ts'
import { api, pageOf, post } from './stories.ts'

/** The first bytes of a PDF, and some bytes that occur in no text. */
export const answerPdf = Buffer.concat([
  Buffer.from('%PDF-1.7\n'),
  Buffer.from([0, 255, 13, 10, 200, 128]),
  Buffer.from('\n%%EOF\n'),
])

/**
 * An assistant answers with a PDF from a recipient's page.
 * @returns the answer's id
 */
export async function answeredWithPdf(server: TestServer, { letter, owner }: Campaign, token: string): Promise<string> {
  const path = `/api/v1/recipients/${token}/answers`
  const typed = { text: 'See what is attached.', by: 'Kim Day, office of the chief executive' }
  const asked = await post(server, `${path}/codes`, { ...typed, pdf: answerPdf.toString('base64') })
  await server.work()
  const code = codeIn(server.inbox.mails().findLast(({ subject }) => subject === 'Your code')!.text)
  const answered = await post(server, path, { ...typed, challenge: asked.json['challenge'], code })
  if (answered.status !== 201) throw new Error(JSON.stringify(answered.json))
  const { json } = await api(server, owner, 'GET', `/dashboard/letters/${letter.id}/answers`)
  return (json.answers as { id: string }[])[0]!.id
}

/** The letter's page with these words. Waits, because cached pages are renewed a moment after the database reports a change. */
export async function pageWith(server: TestServer, { letter }: Campaign, words: string): Promise<string> {
  return vi.waitFor(async () => {
    const { html } = await pageOf(server, `/letters/${letter.slug}`)
    expect(html).toContain(words)
    return html
  }, 20_000)
}
