import { inTurn } from '../concurrency/in-turn.ts'
import type { Core } from '../core.ts'
import type { Poster, PosterFormat } from '../delivery/pdf/poster.ts'
import { renderPdf, waitedFor } from '../delivery/pdf/render-pdf.ts'
import { directionOf } from '../letter/rules.ts'
import { catalogueOf } from '../messages/catalogue.ts'
import { languageFor } from '../messages/languages.ts'
import { Refusal, say } from '../refusal.ts'
import { inShort } from './rules.ts'
import { shareLetter, type ShareFacts } from './share-letter.ts'

/** Demands that a poster has room for. */
const most: Record<PosterFormat, number> = { a4: 6, letter: 6, a6: 3, 'strips-a4': 4, 'strips-letter': 4 }

/**
 * Makes a poster of an open letter as a PDF, with the same limits and in the same queue as the PDFs of letters. The same letter gives
 * the same bytes to every organizer and at any time.
 * @throws Refusal if the letter is not public, or takes no more signatures
 * @throws RenderingFailure
 */
export async function drawPoster(
  core: Core,
  organizerId: string,
  letterId: string,
  format: PosterFormat,
): Promise<Buffer> {
  const facts = await shareLetter(core, organizerId, letterId)
  if (facts.letter.state !== 'open') throw new Refusal('conflict', 'no-poster', say('refusal-no-poster'))
  const limits = { memory: core.config.pdfMemory, time: waitedFor }
  return inTurn(`poster:${organizerId}`, { atOnce: 1, waiting: 10 }, () => renderPdf(posterOf(facts, format), limits))
}

function posterOf({ published, shared: { link, qr } }: ShareFacts, format: PosterFormat): Poster {
  const { title, language, demands, employers } = published
  const words = catalogueOf(languageFor(language))
  const locale = words.language.locales[0] ?? words.language.tag
  const left = demands.length - most[format]
  return {
    format,
    title,
    language,
    dir: directionOf(language),
    demands: demands.slice(0, most[format]).map(inShort),
    link,
    qr,
    words: {
      locale,
      dir: directionOf(locale),
      from: words.text('sharing-from', { employers: employers.map(({ name }) => name) }),
      more: left > 0 ? words.text('sharing-poster-more', { count: left }) : '',
      read: words.text('sharing-poster-read'),
      caution: words.text('sharing-poster-caution'),
      qr: words.text('sharing-qr-label'),
    },
  }
}
