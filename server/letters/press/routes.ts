import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { shownElsewhere } from '../../http/headers.ts'
import type { MadePage } from '../../http/page-cache.ts'
import { render, sendFromCache } from '../../http/pages.ts'
import { circleSvg } from '../../letter/circle-drawing.ts'
import { findLetter } from '../../letter/find-letter.ts'
import type { AddressedLetter } from '../../letter/letter-address.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import { languageFor } from '../../messages/languages.ts'
import { listInWords } from '../../messages/lists.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { outdatedAt, showCard } from '../page/show-letter.ts'
import { circleWords, countsInWords, letterJson, waitingLine } from '../page/view.ts'
import { cardSizes, type CardSize } from './card-shapes.ts'
import { drawCard } from './draw-card.ts'
import { makePressPdf } from './make-press-pdf.ts'
import { showPress } from './show-press.ts'
import { cardName, pressPage, pressShell } from './view.ts'

const ByKey = { params: Type.Object({ key: Type.String({ maxLength: 80 }) }) }
type Read = (letter: AddressedLetter, now: Date) => Promise<Omit<MadePage, 'subject'>>

/** What a journalist gets of a public letter. For a quiet letter, the answer is the same as for a letter that does not exist. */
export function pressRoutes(app: App, parts: Parts): void {
  const send = (request: FastifyRequest, reply: FastifyReply, key: string, file: string, read: Read) =>
    sendFromCache(parts, { path: `/letters/${key}/${file}`, request, reply }, async () => {
      const letter = await findLetter(parts, key)
      if (!letter.public) throw notFoundRefusal('letter')
      return { subject: letter.id, ...(await read(letter, parts.clock())) }
    })

  app.get('/letters/:key/press', { schema: ByKey }, (request, reply) =>
    send(request, reply, request.params.key, 'press', async (letter, now) => {
      const facts = await showPress(parts, letter, now)
      const { origin } = parts.config
      const page = pressPage(facts, origin, now, catalogueOf(request.language))
      return {
        type: 'text/html; charset=utf-8',
        content: render('letters/press/press', page, { language: request.language, ...pressShell(facts, origin, now) }),
        until: outdatedAt(facts, now),
      }
    }),
  )

  app.get('/letters/:key/press/letter.pdf', { schema: ByKey }, (request, reply) =>
    send(request, reply, request.params.key, 'press/letter.pdf', async (letter, now) => {
      // Its date would tell when people sign, while the letter shows no count.
      if (letter.collecting) throw notFoundRefusal('PDF')
      const { pdf, summary } = await makePressPdf(parts, letter, now)
      return {
        type: 'application/pdf',
        content: pdf,
        until: outdatedAt(summary, now),
        headers: { 'content-disposition': 'attachment; filename="letter.pdf"' },
      }
    }),
  )

  app.get('/letters/:key/press/circle.svg', { schema: ByKey }, (request, reply) =>
    send(request, reply, request.params.key, 'press/circle.svg', async (letter, now) => {
      const facts = await showCard(parts, letter, now)
      const words = circleWords(facts, catalogueOf(languageFor(facts.revision.language)))
      // A name in a file that was downloaded could not be taken back.
      const content = circleSvg(facts.places, { ...words, marksOnly: true, ink: '#1e1b17' })
      return { type: 'image/svg+xml', content, until: outdatedAt(facts, now) }
    }),
  )

  for (const size of cardSizes)
    app.get(`/letters/:key/${cardName(size)}`, { schema: ByKey }, (request, reply) => {
      const { key } = request.params
      return send(request, reply, key, cardName(size), (letter, now) => cardOf(parts, letter, size, now))
    })
}

async function cardOf(
  parts: Parts,
  letter: AddressedLetter,
  size: CardSize,
  now: Date,
): Promise<Omit<MadePage, 'subject'>> {
  const facts = await showCard(parts, letter, now)
  // The letter's language, or English if there are no messages in it, because other sites show the card beside the letter's title.
  const inLanguage = catalogueOf(languageFor(facts.revision.language))
  const { tally, title, employers } = letterJson(facts, now, inLanguage)
  const counts = countsInWords(tally.classes, inLanguage)
  const counted = facts.checkpoint
    ? inLanguage.text('letter-card-counts-checked', { counts, size: facts.checkpoint.size })
    : inLanguage.text('letter-card-counts', { counts })
  const waiting = waitingLine(facts)
  const words =
    waiting === undefined
      ? counted
      : inLanguage.text('together-card', { counted, waiting: formatSentence(waiting, inLanguage) })
  const by = listInWords(
    employers.map(({ name }) => name),
    inLanguage.language,
  )
  const content = await drawCard(facts.places, { title, words, by, language: facts.revision.language }, size)
  return { type: 'image/png', content, headers: shownElsewhere }
}
