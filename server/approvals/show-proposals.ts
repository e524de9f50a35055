import type { Core } from '../core.ts'
import { previewMails } from '../delivery/plan/preview-copy.ts'
import { dayOf } from '../letter/days.ts'
import { languageOf } from '../letter/language-of.ts'
import { revisionOf, type LetterRow, type RevisionRow } from '../letter/queries.ts'
import { titleOf } from '../letter/title-of.ts'
import type { Catalogue } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import type { Outgoing } from '../mail/mail.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { ownersSince, peopleOf } from '../organizers/member-queries.ts'
import { aloneHours, isNewOwner, may, needsProof, type Role } from '../organizers/rules.ts'
import type { Sentence } from '../refusal.ts'
import { isAlone } from './agree.ts'
import { keepLook, looksOf, proposalsOf, refusalsOf, type ProposalRow } from './queries.ts'
import { aboutOf, kindOf, seenHash, type ProposalKind, type SeenProposal } from './rules.ts'
import { openLook, openReason, sealLook, type Look } from './secrets.ts'
import { seeProposal } from './see-proposal.ts'

/** How long a refused proposal stays on the page. */
const refusedDays = 30

export interface ProposalFacts {
  id: string
  kind: ProposalKind
  row: ProposalRow
  yours: boolean
  open: boolean
  refusals: { by: string; reason: string; on: string; yours: boolean }[]
  /** Null for organizers who are not owners, and for a proposal that is over. */
  content: ContentFacts | null
}

interface ContentFacts extends SeenProposal {
  /** True if the owner who asked can carry it out without another owner now. */
  alone: boolean
  /** When an owner who is alone can carry it out. Null for proposals of older releases. */
  aloneFrom: Date | null
  /** True if this owner was added too recently to agree to it. */
  tooNew: boolean
  needsProof: boolean
  /** An owner who agrees sends it back. */
  hash: string
  /** The content that this owner was shown before, if it was another. */
  before: Look | null
  now: Look
  /** The mail to each recipient. */
  messages: Outgoing[]
}

export interface ProposalsFacts {
  letter: LetterRow
  role: Role
  title: Sentence
  language: string
  owners: number
  published: RevisionRow | undefined
  proposals: ProposalFacts[]
}

/**
 * Returns the proposals that wait for a second owner, with everything that an owner has to see before agreeing. Keeps what it shows,
 * sealed and for this owner alone, so that the next visit shows what has changed.
 */
export async function showProposals(
  core: Core,
  organizerId: string,
  letterId: string,
  words: Catalogue,
  now: Date,
): Promise<ProposalsFacts> {
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'read')
  const sinceDay = dayOf(new Date(now.getTime() - refusedDays * 86_400_000))
  const [title, language, published, people, rows, refusals, looks] = await Promise.all([
    titleOf(core, letter),
    languageOf(core, letter),
    revisionOf(core.db, letter.id, letter.revision),
    peopleOf(core.db, letter.id),
    proposalsOf(core.db, letter.id, sinceDay, now),
    refusalsOf(core.db, letter.id),
    looksOf(core.db, letter.id, organizerId),
  ])
  const mayDecide = may(role, 'change-owner')
  const self = (await ownersSince(core.db, letter.id)).find(({ id }) => id === organizerId)
  const proposals = []
  for (const row of rows) {
    const open = row.state === 'proposed'
    const content =
      open && mayDecide
        ? await contentOf(core, { letter, row, looks, organizerId, since: self?.since ?? null }, words, now)
        : null
    proposals.push({
      id: row.id,
      kind: kindOf({ act: row.act, subject: row.subject as Record<string, unknown>, proposedBy: row.proposed_by }),
      row,
      yours: row.proposed_by === organizerId,
      open,
      refusals: refusals
        .filter(({ approval_id }) => approval_id === row.id)
        .map(({ by, organizer_id, reason_sealed, refused_on }) => ({
          by,
          on: refused_on,
          yours: organizer_id === organizerId,
          reason: mayDecide ? openReason(core, letter.id, row.id, reason_sealed) : '',
        })),
      content,
    })
  }
  const owners = people.filter((person) => person.role === 'owner').length
  return { letter, role, title, language, published, owners, proposals }
}

interface Looking {
  letter: LetterRow
  row: ProposalRow
  looks: Awaited<ReturnType<typeof looksOf>>
  organizerId: string
  /** Since when this organizer is an owner. */
  since: Date | null
}

async function contentOf(
  core: Core,
  { letter, row, looks, organizerId, since }: Looking,
  words: Catalogue,
  now: Date,
): Promise<ContentFacts> {
  const found = await seeProposal(core, letter, row, now)
  const { content, note, facts } = found.seen
  const look: Look = { content, note, facts: facts.map((fact) => formatSentence(fact, words)) }
  const about = aboutOf(found.kind, row.subject as Record<string, unknown>)
  const known = looks.find((each) => each.about === about)
  const shownHash = Buffer.from(seenHash(about, null, found.seen, []), 'hex')
  const before = known && (known.shown_hash.equals(shownHash) ? known.before_sealed : known.shown_sealed)
  if (content !== null || note !== null || facts.length > 0)
    await keepLook(core.db, {
      letter_id: letter.id,
      organizer_id: organizerId,
      about,
      shown_hash: shownHash,
      shown_sealed: sealLook(core, letter.id, look),
    })
  const shown = found.asProposed ? found.mails : null
  const uncounted = shown ? await previewMails(core, letter, shown, now, false) : []
  const proof = needsProof({ act: row.act, names: found.names })
  return {
    ...found,
    hash: seenHash(row.id, row.subject, found.seen, uncounted),
    aloneFrom: row.asked_at && new Date(row.asked_at.getTime() + aloneHours * core.config.units.hour),
    needsProof: proof,
    tooNew: proof && isNewOwner(since, now, core.config.units.hour),
    alone: row.proposed_by === organizerId && (await isAlone(core, letter.id, row, now)),
    before: before ? openLook(core, letter.id, before) : null,
    now: look,
    messages: shown ? await previewMails(core, letter, shown, now) : [],
  }
}
