import { checkCode } from '../../mailbox/check-code.ts'
import { tryChallenge } from '../../mailbox/challenge-queries.ts'
import { mailedCodeMac } from '../../mailbox/mailed-code-secrets.ts'
import type { Core } from '../../core.ts'
import { faultInTyped } from '../../text/typed-text.ts'
import { holdsWebAddress } from '../../text/web-address.ts'
import { Refusal, say } from '../../refusal.ts'
import { acceptWithin } from '../people/accept-invitation.ts'
import { createAccount } from './create-account.ts'
import { forgetSignIn, lockOrganizerByTag, type OrganizerRow } from '../queries.ts'
import { organizerName } from '../rules.ts'
import { openSignInAddress, organizerTag, type SignInAddress } from '../secrets.ts'
import { startSession, type StartedSession } from './start-session.ts'

export interface SignInInput {
  challenge: string
  code: string
  /** Required if the address has no account yet. */
  name?: string | undefined
  invitation?: string | undefined
  /** Name of the session in the list of sessions. */
  label?: string | undefined
}

export type SignedInNow = StartedSession & {
  /** The letter of the accepted invitation, or null. */
  letterId: string | null
}

/**
 * Signs in with a mailed code. In one transaction, spends the code, creates a missing account, accepts an invitation and starts a
 * session.
 * Only a person who has proved the mailbox learns whether it has an account.
 * @throws Refusal
 */
export async function signIn(core: Core, input: SignInInput, now: Date): Promise<SignedInNow> {
  const fault = faultInTyped(input.label ?? '', 'one')
  if (fault !== null) throw Refusal.fields([{ field: 'label', message: fault }])
  return checkCode(core, input, (id, code) =>
    core.db.transaction().execute(async (db) => {
      const within = { ...core, db }
      const proved = await proveMailbox(within, id, code, now)
      if (!proved) return undefined
      const organizer = await accountFor(within, proved, input, now)
      const accepted = input.invitation && (await acceptWithin(within, organizer.id, input.invitation, now))
      const session = await startSession(within, organizer, input.label ?? '', now, null, { at: now })
      return { ...session, letterId: accepted ? accepted.letterId : null }
    }),
  )
}

async function proveMailbox(core: Core, id: Buffer, code: string, now: Date): Promise<SignInAddress | undefined> {
  const codeOf = ({ tag }: { tag: Buffer }) => ({ tag, mac: mailedCodeMac(core, tag, code) })
  const challenge = await tryChallenge(core.db, 'sign_in_challenge', id, codeOf, { spends: true }, now)
  if (!challenge) return undefined
  await forgetSignIn(core.db, id)
  return openSignInAddress(core, id, challenge.address_sealed)
}

async function accountFor(core: Core, proved: SignInAddress, input: SignInInput, now: Date): Promise<OrganizerRow> {
  const known = await lockOrganizerByTag(core.db, organizerTag(core, proved.normal))
  if (known) return known
  if (!input.invitation && core.config.values.ORGANIZERS !== 'open') throw byInvitationRefusal()
  const typed = input.name ?? ''
  // The page behind an invitation shows the name to people who have no account yet.
  const fault = faultInTyped(typed, 'one') ?? (holdsWebAddress(typed, 'person') ? say('name-link') : null)
  const name = fault === null ? organizerName(typed) : null
  if (name === null) throw new Refusal('invalid', 'name-needed', fault ?? say('refusal-name-needed'), 'name')
  return createAccount(core, { normal: proved.normal, mailTo: proved.address, name }, now)
}

function byInvitationRefusal(): Refusal {
  return new Refusal('forbidden', 'by-invitation', say('refusal-by-invitation'))
}
