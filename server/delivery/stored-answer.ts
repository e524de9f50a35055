import { formatSentence } from '../messages/format-sentence.ts'
import { wordsWithoutRequest } from '../messages/words-without-request.ts'
import { say, type Sentence } from '../refusal.ts'

/**
 * Formats a reason of ours for `delivery.last_answer`. The column holds text, because it also contains mail servers' answers.
 * All organizers of a letter read the same row, so the text is in the language of mails and not in that of a request.
 */
export function storedAnswer(sentence: Sentence): string {
  return formatSentence(sentence, wordsWithoutRequest())
}

/** The answer that a returned mail leaves. The delivery page recognizes it by comparing it. */
export function answerOfBounce({ status, said }: { status: string; said: string }): string {
  return storedAnswer(
    said === '' ? say('sending-came-back-silent', { status }) : say('sending-came-back', { status, said }),
  )
}

/** The answer of a copy that is `unsure` because something came back that nobody could read. Recognized in the same way. */
export function answerOfUnread(): string {
  return storedAnswer(say('sending-came-back-unread'))
}
