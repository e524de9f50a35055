import { Refusal, say } from '../../refusal.ts'
import type { ThreadContent } from '../threads/rules.ts'

/** @throws Refusal if a thread is resolved, or its suggestion was accepted or refused */
export function refuseClosed({ closed }: ThreadContent): void {
  if (closed) throw new Refusal('conflict', 'comment-closed', say('comments-closed', { how: closed.how }))
}
