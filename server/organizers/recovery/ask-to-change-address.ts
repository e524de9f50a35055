import type { Core } from '../../core.ts'
import { askForCode, type OpenedChallenge } from '../../mailbox/ask-for-code.ts'
import { mailCode } from '../../mailbox/mail-code.ts'
import { codeTag } from '../../mailbox/mailed-code-secrets.ts'
import { organizerById, type OrganizerRow } from '../queries.ts'
import { openOrganizerAddress } from '../secrets.ts'
import { newAddress } from './new-address.ts'
import { accountOfLink, newAccountChallenge, sessionRecovers } from './queries.ts'
import { linkGoneRefusal, signedOutRefusal } from './shared-refusals.ts'
import type { AccountAct } from './rules.ts'
import { sealNewAddress } from './secrets.ts'
import { tokenFrom, tokenHash } from '../secrets.ts'

export interface AskedCodes {
  challenge: string
  /** True if a code was mailed to the account's own address too, and both are needed. */
  provesOwn: boolean
}

/**
 * Mails a code to the account's own address, for a new set of recovery codes.
 * @param once names one press of the button. The same press that arrives twice opens one challenge and mails one code.
 */
export async function askToMakeCodes(core: Core, organizerId: string, now: Date, once?: Buffer): Promise<AskedCodes> {
  return askOwnMailbox(core, organizerId, 'codes', now, once)
}

/** Mails a code to the account's own address, for an act that needs a fresh proof. */
export async function askToProve(core: Core, organizerId: string, now: Date, once?: Buffer): Promise<AskedCodes> {
  return askOwnMailbox(core, organizerId, 'fresh', now, once)
}

async function askOwnMailbox(
  core: Core,
  organizerId: string,
  act: 'codes' | 'fresh',
  now: Date,
  once: Buffer | undefined,
): Promise<AskedCodes> {
  const account = await accountOf(core, organizerId)
  const own = ownMailbox(core, account)
  const { challenge } = await askForCode(
    core,
    { ...own, once },
    (opened) => [newAccountChallenge(core.db, row(opened, account.id, act, { own_tag: own.tag }))],
    now,
  )
  return { challenge, provesOwn: true }
}

/**
 * Mails codes to a new address and to the account's own address. If a recovery code has just started the session, it stands for the
 * second.
 * @throws Refusal if the new address is unusable or an employer can read it. The answer is the same for an address with an account.
 */
export async function askToChangeAddress(
  core: Core,
  { id, sessionId }: { id: string; sessionId: string },
  typed: string,
  now: Date,
): Promise<AskedCodes> {
  const account = await accountOf(core, id)
  const own = ownMailbox(core, account)
  const recovers = await sessionRecovers(core.db, id, sessionId, now)
  const challenge = await proveNew(core, account.id, recovers ? 'recovery' : 'address', typed, own.tag, now)
  if (!recovers) await mailCode(core, own, [], now)
  return { challenge, provesOwn: !recovers }
}

/**
 * Mails a code to the address that the holder of the operator's link has chosen.
 * @throws Refusal
 */
export async function askToUseLink(core: Core, link: string, typed: string, now: Date): Promise<AskedCodes> {
  const token = tokenFrom(link)
  const account = token ? await accountOfLink(core.db, tokenHash(token), now) : undefined
  if (!account) throw linkGoneRefusal()
  return { challenge: await proveNew(core, account.id, 'link', typed, null, now), provesOwn: false }
}

async function proveNew(
  core: Core,
  organizerId: string,
  act: AccountAct,
  typed: string,
  own_tag: Buffer | null,
  now: Date,
): Promise<string> {
  const next = await newAddress(core, organizerId, typed)
  const tag = codeTag(core, 'new-address', next.normal)
  const { challenge } = await askForCode(
    core,
    { tag, address: next.address },
    (opened) => {
      const address_sealed = sealNewAddress(core, opened.id, next)
      const tags = { own_tag: act === 'address' ? own_tag : null, new_tag: tag }
      return [newAccountChallenge(core.db, row(opened, organizerId, act, { ...tags, address_sealed }))]
    },
    now,
  )
  return challenge
}

function row(
  opened: OpenedChallenge,
  organizer_id: string,
  act: AccountAct,
  more: { own_tag: Buffer | null; new_tag?: Buffer; address_sealed?: Buffer },
) {
  return { ...opened, organizer_id, act, ...more }
}

async function accountOf({ db }: Core, organizerId: string): Promise<OrganizerRow> {
  const account = await organizerById(db, organizerId)
  if (!account) throw signedOutRefusal()
  return account
}

/**
 * The tag derives from the account's tag, because the normalised address is not stored. Acts that change the address delete earlier
 * challenges, so that no code outlives its address.
 */
function ownMailbox(core: Core, { address_tag, address_sealed }: OrganizerRow) {
  const tag = codeTag(core, 'account', address_tag.toString('hex'))
  return { tag, address: openOrganizerAddress(core, address_tag, address_sealed) }
}
