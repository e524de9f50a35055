import type { Core } from '../../core.ts'
import { keyedHash } from '../../crypto/keyed-hash.ts'
import { takeKey } from '../../db/kept-answers.ts'
import { openDraft } from '../../letter/secrets.ts'
import type { Row } from '../../db/schema.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { requireSecondOwner, type Asker } from '../require-second-owner.ts'
import { welcomeLink } from './first-organizer-link.ts'
import {
  deleteInvitation,
  insertInvitation,
  invitationBy,
  memberLetters,
  publishedDomainsOf,
} from './invitation-queries.ts'
import { authorizeLetter } from '../authorize-letter.ts'
import { invitationGoneRefusal } from './accept-invitation.ts'
import { checkInvited, mailInvitation, type MailedInvitation } from './mail-invitation.ts'
import { lockPeople } from '../member-queries.ts'
import { noteActivity } from '../note-activity.ts'
import { publicEmployerDomains } from '../queries.ts'
import { invitationEnd, roleFrom, type Role } from '../rules.ts'
import { newToken, sealForOwners, tokenFrom, tokenHash } from '../secrets.ts'

export interface Invitation {
  /** Shown once, to be passed on by hand. The database keeps only its hash. */
  link: string
  expiresAt: Date
  /** True if the link is mailed too. */
  mailed: boolean
}

interface Invited {
  /** The link is mailed there. */
  address?: string | undefined
  /** Names one press of the button. The same press that arrives twice makes one link and one mail. */
  once?: Buffer | undefined
}

/**
 * Invites a person to organize a letter, by a link that is mailed if an address is given.
 * If the letter has several owners, inviting another owner needs a second owner.
 * @returns 'waits' if a second owner must agree
 * @throws Refusal
 */
export async function invite(
  core: Core,
  asker: Asker,
  letterId: string,
  { role: typedRole, address = '', once }: { role: string } & Invited,
  now: Date,
): Promise<Invitation | 'waits'> {
  const role = roleFrom(typedRole)
  return core.db.transaction().execute(async (db) => {
    const { letter } = await authorizeLetter({ ...core, db }, asker.id, letterId, 'invite')
    await lockPeople(db, letter.id)
    if (letter.state === 'purged') throw letterPurgedRefusal()
    const repeated = await madeBefore({ ...core, db }, once)
    if (repeated) return { ...repeated, mailed: address.trim() !== '' }
    if (role === 'owner') {
      if (address.trim() !== '')
        checkInvited(core, { address, to: 'letter', domains: await domainsOf({ ...core, db }, letter) })
      const proposal = invitationToAgree(core, letter.id, address)
      if ((await requireSecondOwner(db, letter, asker, proposal, now)) === 'waits') return 'waits'
    }
    await noteActivity(db, letter.id, asker.id, 'invited', { role }, now)
    const within = { ...core, db }
    const { invitation } = await newInvitation(within, asker.id, { letterId: letter.id, role, once }, now)
    return mailedTo(
      address,
      within,
      asker.id,
      { ...invitation, to: 'letter', domains: await domainsOf(within, letter) },
      now,
    )
  })
}

/**
 * Invites a person to this server, to create an account and letters. The link is mailed if an address is given.
 * @throws Refusal
 */
export async function inviteToServer(
  core: Core,
  organizerId: string,
  { address = '', once }: Invited,
  now: Date,
): Promise<Invitation> {
  return core.db.transaction().execute(async (db) => {
    const within = { ...core, db }
    const { invitation, isNew } = await newInvitation(within, organizerId, { letterId: null, role: null, once }, now)
    if (!isNew) return { ...invitation, mailed: address.trim() !== '' }
    // Only employers of public letters and of the inviter's own letters, so that a refusal reveals no other letter.
    const own = await Promise.all((await memberLetters(db, organizerId)).map((letter) => domainsOf(within, letter)))
    const domains = [...(await publicEmployerDomains(db)), ...own.flat()]
    return mailedTo(address, within, organizerId, { ...invitation, to: 'server', domains }, now)
  })
}

async function mailedTo(
  address: string,
  core: Core,
  invitedBy: string,
  { to, domains, ...invitation }: Invitation & Pick<MailedInvitation, 'to' | 'domains'>,
  now: Date,
): Promise<Invitation> {
  const mailed = address.trim() !== ''
  if (mailed) await mailInvitation(core, { address, invitedBy, to, domains, ...invitation }, now)
  return { ...invitation, mailed }
}

/** What a second owner agrees to. The address is sealed, and its hash binds the agreement to it. */
function invitationToAgree(core: Core, letterId: string, typed: string) {
  const address = typed.trim()
  if (address === '') return { act: 'change-owner' as const, subject: { invite: 'owner' } }
  const hash = keyedHash(core.keys.server('proposed invitation'), letterId, address).toString('hex')
  const detail = sealForOwners(core, letterId, { address })
  return { act: 'change-owner' as const, subject: { invite: 'owner', address: hash }, detail }
}

/** Domains of a letter's employers, published and drafted. */
export async function domainsOf(core: Core, letter: Row<'letter'>): Promise<string[]> {
  const drafted = openDraft(core, letter).employers.flatMap(({ domains }) => domains)
  return [...drafted, ...(await publishedDomainsOf(core.db, letter.id))]
}

export async function takeBack(core: Core, organizerId: string, letterId: string, id: string): Promise<void> {
  const { letter } = await authorizeLetter(core, organizerId, letterId, 'invite')
  const hash = tokenFrom(id)
  if (!hash || !(await deleteInvitation(core.db, hash, { letterId: letter.id }))) throw notFoundRefusal('invitation')
}

export async function takeBackFromServer({ db }: Core, organizerId: string, id: string): Promise<void> {
  const hash = tokenFrom(id)
  if (!hash || !(await deleteInvitation(db, hash, { organizerId }))) throw notFoundRefusal('invitation')
}

export function letterPurgedRefusal(): Refusal {
  return new Refusal('gone', 'letter-purged', say('organizers-letter-purged'))
}

async function newInvitation(
  core: Core,
  organizerId: string,
  { letterId, role, once }: ({ letterId: string; role: Role } | { letterId: null; role: null }) & Pick<Invited, 'once'>,
  now: Date,
): Promise<{ invitation: Invitation; isNew: boolean }> {
  const token = once ? tokenOf(core, once) : newToken()
  const expiresAt = invitationEnd(now)
  const isNew = await insertInvitation(core.db, {
    token_hash: tokenHash(token),
    letter_id: letterId,
    role,
    invited_by: organizerId,
    expires_at: expiresAt,
  })
  // The token derives from the press. A link that was used or taken back must not come back to life when the press arrives again.
  const pressedBefore = once && (await takeKey(core.db, tokenHash(token), tokenHash(token), now))
  if (pressedBefore && isNew) throw invitationGoneRefusal()
  return { invitation: { link: welcomeLink(core, token), expiresAt, mailed: false }, isNew }
}

/** The link that the same press of the button has made already. */
async function madeBefore(core: Core, once: Buffer | undefined): Promise<Omit<Invitation, 'mailed'> | undefined> {
  if (!once) return undefined
  const token = tokenOf(core, once)
  const known = await invitationBy(core.db, tokenHash(token))
  return known && { link: welcomeLink(core, token), expiresAt: known.expires_at }
}

function tokenOf({ keys }: Core, once: Buffer): Buffer {
  return keyedHash(keys.server('invitation token'), once)
}
