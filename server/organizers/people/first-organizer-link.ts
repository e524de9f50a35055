import type { Core } from '../../core.ts'
import { firstInvitation, lockFirstInvitation, replaceFirstInvitation } from './invitation-queries.ts'
import { anyOrganizer } from '../queries.ts'
import { invitationEnd } from '../rules.ts'
import { firstOrganizerToken, tokenHash } from '../secrets.ts'

/**
 * Returns a link for the first organizer of a new server, for `npm start` to print. It works once, until its invitation ends. Each
 * process prints the same link, because the database keeps only the token's hash and the token derives from the server's key.
 * @returns null if anybody has an account, or if anybody may create one
 */
export async function firstOrganizerLink(core: Core, now: Date): Promise<string | null> {
  if (core.config.values.ORGANIZERS === 'open') return null
  return core.db.transaction().execute(async (trx) => {
    if (await anyOrganizer(trx)) return null
    await lockFirstInvitation(trx)
    const open = await firstInvitation(trx, now)
    if (open) {
      const token = firstOrganizerToken(core, open.expires_at)
      if (tokenHash(token).equals(open.token_hash)) return welcomeLink(core, token)
      // An earlier version made the link, with a random token that nobody can print again.
    }
    const expires_at = invitationEnd(now)
    const token = firstOrganizerToken(core, expires_at)
    const of = { letter_id: null, role: null, invited_by: null }
    await replaceFirstInvitation(trx, { token_hash: tokenHash(token), ...of, expires_at })
    return welcomeLink(core, token)
  })
}

export function welcomeLink({ config }: Pick<Core, 'config'>, token: Buffer): string {
  return `${config.origin}/organizers/welcome/${token.toString('base64url')}`
}
