import type { Core } from '../core.ts'
import type { Act, Row } from '../db/schema.ts'
import { Refusal, say } from '../refusal.ts'
import { approve, approveAlone, propose, proposedAt } from './approval-queries.ts'
import { lastSeen, ownersSince } from './member-queries.ts'
import { isNewOwner, isProved, isSilent, mayCarryOutAlone, needsProof, waitsAlone } from './rules.ts'
import { tellOtherOwners } from './tell-organizers.ts'

/** The organizer who asks for an act. */
export interface Asker {
  id: string
  /** When the session last proved its person, with a mailed code or a passkey. */
  provedAt?: Date | null
  /** Set if the organizer agrees to this proposal, on the page that shows it. */
  agrees?: string | undefined
}

/** An act that cannot be undone, with its exact content. */
export interface Proposed {
  act: Act
  subject: object
  /** True for a delivery that shows names. */
  names?: boolean
  /** Sealed data that the owners see beside the subject. Deleted once the proposal is settled. */
  detail?: Buffer | undefined
}

type Within = Pick<Core, 'db' | 'config'>

/**
 * Requires a second owner for an irreversible act if the letter has two or more owners.
 * The first owner's request becomes a proposal, and the other owners are told. A second owner agrees on the page of the proposal.
 * A repeated request agrees to nothing, because its page shows neither the proposal nor its content.
 * The act of an owner who is alone waits for a day (`waitsAlone`). Both owners need a fresh proof for the acts of `needsProof`.
 * Must run in the transaction that carries out the act.
 * @returns 'go' if the act may be carried out now
 * @throws Refusal if the organizer is not an owner, or agrees to something that has changed or is settled
 */
export async function requireSecondOwner(
  { db, config }: Within,
  letter: Pick<Row<'letter'>, 'id' | 'state'>,
  asker: Asker,
  proposed: Proposed,
  now: Date,
): Promise<'go' | 'waits'> {
  const owners = await ownersSince(db, letter.id)
  const self = owners.find(({ id }) => id === asker.id)
  // The organizer may have lost the role since the request was authorized.
  if (!self) throw new Refusal('forbidden', 'role-may-not', say('organizers-owner-needed'))
  if (needsProof(proposed) && !isProved(asker.provedAt ?? null, now)) throw proofNeededRefusal()
  if (asker.agrees !== undefined) {
    await agreeTo({ db, config }, letter.id, { ...asker, agrees: asker.agrees, since: self.since }, proposed, now)
    if (needsProof(proposed)) await tellOtherOwners(db, letter.id, asker.id)
    return 'go'
  }
  if (owners.length < 2 && !waitsAlone(proposed.act, letter.state)) return 'go'
  const { act, subject, detail = null } = proposed
  if (await propose(db, letter.id, asker.id, { act, subject: JSON.stringify(subject), detail }, now))
    await tellOtherOwners(db, letter.id, asker.id)
  return 'waits'
}

interface Agreeing {
  id: string
  agrees: string
  since: Date | null
}

async function agreeTo(
  { db, config }: Within,
  letterId: string,
  { id, agrees, since }: Agreeing,
  proposed: Proposed,
  now: Date,
): Promise<void> {
  const exactly = { act: proposed.act, subject: JSON.stringify(proposed.subject) }
  const made = await proposedAt(db, letterId, agrees)
  if (made?.by === id) {
    if (!(await mayActAlone({ db, config }, letterId, { ...made, id: agrees }, now))) throw notAloneRefusal()
    if (!(await approveAlone(db, letterId, { id: agrees, by: id }, exactly))) throw changedMeanwhileRefusal()
    return
  }
  if (needsProof(proposed) && isNewOwner(since, now, config.units.hour))
    throw new Refusal('forbidden', 'new-owner', say('refusal-new-owner'))
  if (!(await approve(db, letterId, { id: agrees, by: id }, exactly))) throw changedMeanwhileRefusal()
}

export interface MadeProposal {
  id: string
  by: string
  at: Date | null
  /** The person whose role the proposal changes. */
  about: string | null
  refusedBy: string[]
}

/**
 * True if the owner who made a proposal may carry it out without another one: as the only owner after a day, or to take off the only
 * other owner, who was silent for a week.
 */
export async function mayActAlone(
  { db, config }: Within,
  letterId: string,
  { by, at, about, refusedBy }: MadeProposal,
  now: Date,
): Promise<boolean> {
  const others = (await ownersSince(db, letterId)).filter(({ id }) => id !== by)
  if (others.length === 0) return mayCarryOutAlone(at, now, config.units.hour)
  const [other] = others
  if (others.length > 1 || about === null || other?.id !== about) return false
  const seen = { askedAt: at, refused: refusedBy.includes(about), lastSeen: await lastSeen(db, about) }
  return isSilent(seen, now, config.units.day)
}

/** The content differs from the content that the owner has seen, or the proposal is settled. */
export function changedMeanwhileRefusal(): Refusal {
  return new Refusal('conflict', 'changed-meanwhile', say('approvals-changed-meanwhile'))
}

export function notAloneRefusal(): Refusal {
  return new Refusal('forbidden', 'own-proposal', say('refusal-own-proposal'))
}

export function proofNeededRefusal(): Refusal {
  return new Refusal('forbidden', 'proof-needed', say('refusal-proof-needed'))
}
