import { quietHash } from '../../letter/quiet-link.ts'
import { readQuietKey } from '../../letter/quiet-words.ts'
import type { Core } from '../../core.ts'
import { normaliseAddress } from '../../mailbox/addresses.ts'
import { organizerByTag } from '../queries.ts'
import { newToken, organizerTag, tokenHash } from '../secrets.ts'
import { deleteOtherSessions, lockOrganizer, organizersOfLetter, replaceLink } from './queries.ts'
import { operatorLinkHours } from './rules.ts'
import { tellOfAccount } from './tell-of-account.ts'

/** The account as the operator names it: by its address, or by a letter and what tells its organizers apart. */
export interface NamedAccount {
  address?: string | undefined
  /** The letter's id, or any address of it. */
  letter?: string | undefined
  role?: string | undefined
  name?: string | undefined
  id?: string | undefined
}

export type RecoveryLink =
  | { outcome: 'made'; name: string; link: string; until: Date }
  | { outcome: 'none' }
  | { outcome: 'several'; organizers: { id: string; name: string; role: string }[] }

/**
 * Makes the operator's link, with which its holder gives an account another address. It works once. Ends the account's sessions, and
 * tells its address and the other owners.
 * @returns the organizers to choose from if the account is not named exactly
 */
export async function makeRecoveryLink(core: Core, named: NamedAccount, now: Date): Promise<RecoveryLink> {
  const found = await candidates(core, named)
  const [one, ...others] = found
  if (!one) return { outcome: 'none' }
  if (others.length > 0) return { outcome: 'several', organizers: found }
  const token = newToken()
  const until = new Date(now.getTime() + operatorLinkHours * 3_600_000)
  const isMade = await core.db.transaction().execute(async (db) => {
    const account = await lockOrganizer(db, one.id)
    if (!account) return false
    await replaceLink(db, { token_hash: tokenHash(token), organizer_id: account.id, expires_at: until })
    await deleteOtherSessions(db, account.id, null)
    await tellOfAccount({ ...core, db }, account, 'operator-link-made', 'operator-link', now)
    return true
  })
  if (!isMade) return { outcome: 'none' }
  const link = `${core.config.origin}/organizers/recover/${token.toString('base64url')}`
  return { outcome: 'made', name: one.name, link, until }
}

async function candidates(core: Core, { address, letter, role, name, id }: NamedAccount) {
  if (address !== undefined) {
    const read = normaliseAddress(address, { use: 'personal', mineAlone: true })
    const account = read.ok ? await organizerByTag(core.db, organizerTag(core, read.normal)) : undefined
    return account ? [{ id: account.id, name: account.name, role: '' }] : []
  }
  const key = (letter ?? '').split(/[?#]/)[0]?.replace(/\/+$/, '').split('/').at(-1) ?? ''
  const people = await organizersOfLetter(core.db, key, quietHash(core, readQuietKey(key) ?? key))
  return people.filter(
    (each) =>
      (role === undefined || each.role === role) &&
      (name === undefined || each.name === name.normalize('NFC')) &&
      (id === undefined || each.id === id),
  )
}
