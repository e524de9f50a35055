import Handlebars from 'handlebars'
import { renderBare } from '../../http/pages.ts'
import { timelineInWords } from '../../delivery/timeline/timeline-in-words.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import { letterHtml } from '../../text/letter-html.ts'
import type { LetterSummary } from './show-letter.ts'

interface Entry {
  id: string
  /** Path below the letter's address of a page about this entry alone, or ''. */
  place: string
  /** YYYY-MM-DD */
  on: string
  title: string
  /** HTML */
  content: string
}

/**
 * A public letter's news as an Atom feed (RFC 4287): its updates, its deliveries and its answers. It has days and no times, as the
 * letter's page has, and nothing that changes with the signatures.
 * @param origin the server's address, without a slash at the end
 */
export function feedXml(facts: LetterSummary, origin: string, words: Catalogue): string {
  const { letter, revision } = facts
  const entries = entriesOf(facts, origin, words).toSorted((a, b) => b.on.localeCompare(a.on) || (a.id < b.id ? -1 : 1))
  const data = {
    lang: words.language.tag,
    link: `${origin}/letters/${letter.slug}`,
    title: revision.title,
    updated: entries[0]?.on ?? revision.published_on,
    entries,
  }
  return withoutControls(renderBare('letters/page/feed', data, { language: words.language }))
}

/** XML allows no control characters, not even escaped ones. */
function withoutControls(xml: string): string {
  // eslint-disable-next-line no-control-regex
  return xml.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}

function entriesOf(facts: LetterSummary, origin: string, words: Catalogue): Entry[] {
  return [...updatesIn(facts, words), ...deliveryIn(facts, origin, words)]
}

function updatesIn({ updates = [], revision: { language } }: LetterSummary, words: Catalogue): Entry[] {
  return updates.map(({ id, published_on, text: markdown }) => ({
    id: `urn:uuid:${id}`,
    place: '',
    on: published_on,
    title: words.text('letter-feed-update'),
    content: letterHtml(markdown, { language, prefix: id }),
  }))
}

function deliveryIn({ letter, revision, delivery }: LetterSummary, origin: string, words: Catalogue): Entry[] {
  if (!delivery) return []
  const { shown } = delivery
  const inWords = timelineInWords(shown)
  // A tag URI (RFC 4151), because an event has no id of its own. Equal events of a day are one entry.
  const tag = `tag:${new URL(origin).hostname},${revision.published_on}:${letter.slug}`
  const events = shown.events.flatMap(({ kind, on, stage, until }, index): Entry[] => {
    const { line, id = '' } = inWords.events[index] ?? {}
    // The number of silent days changes daily. A feed reader would show the same event as new each day.
    if (line === undefined || kind === 'silence') return []
    const title = formatSentence(line, words)
    return [
      {
        id: [tag, kind, on, String(stage ?? 0), ...(until === null ? [] : [until])].join(':'),
        place: `/timeline/${on}#${id}`,
        on,
        title,
        content: Handlebars.escapeExpression(title),
      },
    ]
  })
  const answers = shown.answers.map(({ id, published_on, text: said }, index): Entry => {
    const heading = inWords.answers[index]?.heading ?? ''
    return {
      id: `urn:uuid:${id}`,
      place: '',
      on: published_on,
      title: formatSentence(heading, words),
      content: said
        .split(/\n{2,}/)
        .map(paragraph)
        .join(''),
    }
  })
  return [...new Map([...events, ...answers].map((entry) => [entry.id, entry])).values()]
}

function paragraph(lines: string): string {
  return `<p>${Handlebars.escapeExpression(lines)}</p>`
}
