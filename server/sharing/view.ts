import { posterFormats } from '../delivery/pdf/poster.ts'
import type { SharedLink } from '../letter/shared-link.ts'
import { renderBare, type Shell } from '../http/pages.ts'
import { say, type Sentence } from '../refusal.ts'
import type { ShareJson } from './schemas.ts'
import type { ShareFacts } from './share-letter.ts'
import { shareTexts } from './share-texts.ts'

export interface SharePage {
  id: string
  letterTitle: string
  heading: Sentence
  lede: Sentence
  paused: boolean
  /** The page on which the link is replaced. */
  closePath: string
  quiet: boolean
  shared: SharedLink
  /** For the phone's share sheet. Null for a quiet letter, whose title stays here. */
  sheetTitle: string | null
  texts: { kind: 'chat' | 'spoken' | 'print'; heading: Sentence; text: string }[]
  /** HTML that shows the circle and the count on another site. Null for a quiet letter. */
  embed: string | null
  /** Where the letter starts or joins a campaign. Null for a letter that is not public. */
  campaignPath: string | null
  /** Empty if the letter has none. */
  posters: { path: string; words: Sentence }[]
  textLanguage: string
  textDirection: 'ltr' | 'rtl'
}
declare module '../http/pages.ts' {
  interface Pages {
    'sharing/share': SharePage
  }
}

export function sharePage(facts: ShareFacts): SharePage {
  const { letter, published, shared } = facts
  const { language, dir, chat, spoken, print } = shareTexts(facts)
  const state = letter.state === 'quiet' || letter.state === 'open' ? letter.state : 'closed'
  return {
    id: letter.id,
    letterTitle: published.title,
    heading: say(headings[state]),
    lede: say(ledes[state]),
    paused: letter.paused && state !== 'closed',
    closePath: `/dashboard/letters/${letter.id}/close`,
    quiet: !letter.public,
    shared,
    sheetTitle: letter.public ? published.title : null,
    texts: [
      { kind: 'chat', heading: say('sharing-chat-heading'), text: chat },
      { kind: 'spoken', heading: say('sharing-spoken-heading'), text: spoken },
      { kind: 'print', heading: say('sharing-print-heading'), text: print },
    ],
    embed: embedCode(facts),
    campaignPath: letter.public ? `/dashboard/letters/${letter.id}/campaign` : null,
    posters:
      letter.state === 'open'
        ? posterFormats.map((format) => ({
            path: `/dashboard/letters/${letter.id}/share/poster-${format}.pdf`,
            words: say(posterWords[format]),
          }))
        : [],
    textLanguage: language,
    textDirection: dir,
  }
}

/** A frame without script. It sends no referrer, and can only open the letter in a new tab. */
function embedCode({ letter, published, shared }: ShareFacts): string | null {
  if (!letter.public) return null
  return renderBare('sharing/embed-code', { link: shared.link, title: published.title }).trim()
}

const headings = {
  quiet: 'sharing-heading-quiet',
  open: 'sharing-heading-open',
  closed: 'sharing-heading-closed',
} as const
const ledes = { quiet: 'sharing-lede-quiet', open: 'sharing-lede-open', closed: 'sharing-lede-closed' } as const

const posterWords = {
  a4: 'sharing-poster-a4',
  letter: 'sharing-poster-letter',
  a6: 'sharing-poster-a6',
  'strips-a4': 'sharing-poster-strips-a4',
  'strips-letter': 'sharing-poster-strips-letter',
} as const

export const shareShell: Shell = { title: say('sharing-title'), robots: 'noindex, nofollow', scripts: ['sharing'] }

export function shareJson(facts: ShareFacts): ShareJson {
  const { link, words, wordsPage } = facts.shared
  const { language, chat, spoken, print } = shareTexts(facts)
  return { link, words, words_page: wordsPage, texts: { language, chat, spoken, print }, embed: embedCode(facts) }
}
