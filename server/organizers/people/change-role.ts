import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { endReviewLinksBy } from '../../letters/reviews/end-review-links-by.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import type { ActivityKind } from '../activity.ts'
import { requireSecondOwner, type Asker } from '../require-second-owner.ts'
import { withdrawProposalsBy } from '../approval-queries.ts'
import { deleteInvitationsBy } from './invitation-queries.ts'
import { authorizeLetter } from '../authorize-letter.ts'
import { lockPeople, ownersOf, peopleOf, setRole } from '../member-queries.ts'
import { noteActivity } from '../note-activity.ts'
import { may, roleFrom, type Role } from '../rules.ts'

/**
 * Gives a person another role on the letter. Making or removing an owner needs a second owner if there is one.
 * @returns 'waits' if a second owner must agree
 * @throws Refusal
 */
export async function changeRole(
  core: Core,
  asker: Asker,
  letterId: string,
  { person, role }: { person: string; role: string },
  now: Date,
): Promise<'done' | 'waits'> {
  const wanted = roleFrom(role)
  return change(core, asker, letterId, { person, to: wanted }, now)
}

/**
 * Takes a person off the letter. A person who is not an owner may leave without anybody's consent.
 * @returns 'waits' if a second owner must agree
 * @throws Refusal
 */
export async function removePerson(
  core: Core,
  asker: Asker,
  letterId: string,
  person: string,
  now: Date,
): Promise<'done' | 'waits'> {
  return change(core, asker, letterId, { person, to: null }, now)
}

async function change(
  core: Core,
  asker: Asker,
  letterId: string,
  { person, to }: { person: string; to: Role | null },
  now: Date,
): Promise<'done' | 'waits'> {
  return core.db.transaction().execute(async (db) => {
    const leaves = to === null && person === asker.id
    const { letter } = await authorizeLetter({ ...core, db }, asker.id, letterId, leaves ? 'read' : 'invite')
    await lockPeople(db, letter.id)
    // Checked again under the lock, because the organizer's role may have changed meanwhile.
    await authorizeLetter({ ...core, db }, asker.id, letterId, leaves ? 'read' : 'invite')
    const people = await peopleOf(db, letter.id)
    const from = people.find(({ id }) => id === person)?.role
    if (!from) throw notFoundRefusal('person')
    if (from === to) return 'done'
    if (from === 'owner') refuseLastOwner(people)
    if (from === 'owner' || to === 'owner') {
      const subject = { organizer: person, role: to ?? 'none' }
      if ((await requireSecondOwner({ ...core, db }, letter, asker, { act: 'change-owner', subject }, now)) === 'waits')
        return 'waits'
    }
    await carryOut(db, letter.id, { person, from, to }, now)
    if (to === null || !may(to, 'edit'))
      await endReviewLinksBy(core, db, { letterId: letter.id, organizerId: person }, now)
    await noteActivity(db, letter.id, asker.id, ...whatChanged(from, to, leaves), now)
    return 'done'
  })
}

async function carryOut(
  db: Db,
  letterId: string,
  { person, from, to }: { person: string; from: Role; to: Role | null },
  now: Date,
): Promise<void> {
  const owners = await ownersOf(db, letterId)
  await setRole(db, letterId, person, to, now)
  await tellOfOwners(db, letterId, owners.length)
  if (from !== 'owner') return
  await withdrawProposalsBy(db, letterId, person)
  await deleteInvitationsBy(db, letterId, person)
}

/** Drops the letter's cached page if the answer to “does one person run it?” has changed. The page states this. */
export async function tellOfOwners(db: Db, letterId: string, before: number): Promise<void> {
  const after = (await ownersOf(db, letterId)).length
  if (before < 2 !== after < 2) await notifyLetter(db, letterId)
}

function whatChanged(from: Role, to: Role | null, leaves: boolean): [what: ActivityKind, detail: object] {
  if (to !== null) return ['role-changed', { from, to }]
  return leaves ? ['left', {}] : ['person-removed', { role: from }]
}

function refuseLastOwner(people: readonly { role: Role }[]): void {
  if (people.filter(({ role }) => role === 'owner').length > 1) return
  throw new Refusal('conflict', 'last-owner', say('refusal-last-owner'))
}
