import type { LegalContact } from '../legal-contacts.ts'
import { stopHours } from '../delivery/stage.ts'
import { takesSignatures } from '../letters/life.ts'
import { say, type Sentence } from '../refusal.ts'
import type { EmergencyJson, Outcome } from './schemas.ts'
import type { EmergencyFacts } from './show-emergency.ts'

export interface EmergencyPage {
  id: string
  letterTitle: Sentence
  /** The result of the act that led to this page. Undefined if the owner only opened it. */
  done: Sentence | undefined
  isPaused: boolean
  takesSignatures: boolean
  stages: number
  stopped: number
  stopHours: number
  namesHidden: boolean
  asked: EmergencyFacts['asked']
  hasQuietLink: boolean
  reviewLinks: number
  people: EmergencyFacts['people']
  legalContacts: LegalContact[]
}

declare module '../http/pages.ts' {
  interface Pages {
    'emergency/emergency': EmergencyPage
  }
}

const doneWords: Record<Outcome, Sentence> = {
  paused: say('emergency-done-paused'),
  stopped: say('emergency-done-stopped', { hours: stopHours }),
  'some-go-on': say('emergency-done-some-go-on'),
  hidden: say('emergency-done-hidden'),
  shown: say('emergency-done-shown'),
  waits: say('emergency-done-waits'),
  replaced: say('emergency-done-replaced'),
  'links-ended': say('emergency-done-links-ended'),
  ended: say('emergency-done-ended'),
}

export function emergencyPage(
  { letter, title, stages, stopped, reviewLinks, people, asked }: EmergencyFacts,
  legalContacts: LegalContact[],
  done: string | undefined,
): EmergencyPage {
  return {
    id: letter.id,
    letterTitle: title,
    done: done === undefined ? undefined : (doneWords as Record<string, Sentence>)[done],
    isPaused: letter.paused,
    takesSignatures: takesSignatures(letter.state),
    stages,
    stopped,
    stopHours,
    namesHidden: letter.names_hidden,
    asked,
    hasQuietLink: letter.state === 'quiet',
    reviewLinks,
    people,
    legalContacts,
  }
}

export function emergencyJson({ letter, stages, stopped, reviewLinks, people }: EmergencyFacts): EmergencyJson {
  const { paused, names_hidden } = letter
  return { paused, names_hidden, stages, stopped, review_links: reviewLinks, people }
}
