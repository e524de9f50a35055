import type { Core } from '../../core.ts'
import { replaceFirstInvitation } from './invitation-queries.ts'
import { anyOrganizer } from '../queries.ts'
import { invitationEnd } from '../rules.ts'
import { newToken, tokenHash } from '../secrets.ts'

/**
 * Creates a one-time link for the first organizer of a new server, for `npm start` to print. It replaces the link printed before.
 * @returns null if anybody has an account, or if anybody may create one
 */
export async function firstOrganizerLink(core: Core, now: Date): Promise<string | null> {
  if (core.config.values.ORGANIZERS === 'open') return null
  const token = newToken()
  const made = await core.db.transaction().execute(async (trx) => {
    if (await anyOrganizer(trx)) return false
    await replaceFirstInvitation(trx, {
      token_hash: tokenHash(token),
      letter_id: null,
      role: null,
      invited_by: null,
      expires_at: invitationEnd(now),
    })
    return true
  })
  return made ? welcomeLink(core, token) : null
}

export function welcomeLink({ config }: Pick<Core, 'config'>, token: Buffer): string {
  return `${config.origin}/organizers/welcome/${token.toString('base64url')}`
}
