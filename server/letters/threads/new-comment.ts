import { randomBytes } from 'node:crypto'
import { dayOf } from '../../letter/days.ts'
import type { Author, Comment } from './rules.ts'

export function newComment(author: Author, words: string, now: Date): Comment {
  return { id: randomBytes(9).toString('base64url'), author, day: dayOf(now), words }
}
