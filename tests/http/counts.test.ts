import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { expect, test } from 'vitest'
import { lockLetter, type LetterRow } from '../../server/letter/queries.ts'
import { Refusal } from '../../server/refusal.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { publish } from '../../server/letters/lifecycle/publish.ts'
import { renewConsent } from '../../server/signatures/my-signature/renew-consent.ts'
import { askRemoval } from '../../server/signatures/my-signature/ask-removal.ts'
import { employerIds, keptBreakdown } from '../../server/signatures/batch/breakdown-queries.ts'
import { breakdownOf, type BreakdownCell } from '../../server/signatures/batch/breakdown.ts'
import { batchNow } from '../../server/signatures/batch/close-batch.ts'
import { hideName } from '../../server/signatures/moderation/hide-name.ts'
import { invalidate } from '../../server/signatures/moderation/invalidate.ts'
import { reduceVisibility } from '../../server/signatures/my-signature/reduce-visibility.ts'
import { reinstate } from '../../server/signatures/moderation/reinstate.ts'
import { addressTag } from '../../server/signatures/secrets.ts'
import { showNameAgain } from '../../server/signatures/moderation/show-name-again.ts'
import { removeByMailbox } from '../../server/signatures/my-signature/remove-by-mailbox.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { withdrawDue } from '../../server/signatures/my-signature/withdraw-due.ts'
import type { NamesJson } from '../../server/letters/page/schemas.ts'
import { testServer } from '../support/app.ts'
import { crowd, type Stands } from '../support/crowd.ts'
import { codeIn } from '../support/mail.ts'
import { randomNumbers } from '../support/random.ts'
import { recount, recountedDays } from '../support/recount.ts'
import { keyOf, letterAsJson, letterNow, nextBatch, northwind, openLetter, organizer } from '../support/stories.ts'

const server = await testServer()
const { parts } = server
const { db } = parts
const seed = 20_260_302
const operations = 300
const most = 3
const employers = [
  { name: 'Northwind', domains: ['northwind.example'] },
  { name: 'Lantern', domains: ['lantern.example'] },
]

/** Frequency of each act in a hundred. */
const often = {
  ...{ sign: 34, withdraw: 6, lessen: 5, mailbox: 4, agree: 9 },
  ...{ hide: 6, show: 4, invalidate: 7, reinstate: 5 },
  ...{ batch: 12, deliver: 2, correct: 2, change: 2, days: 2 },
}
type Act = keyof typeof often
const acts = Object.entries(often).flatMap(([act, times]) => Array<Act>(times).fill(act as Act))

/** The last decisions of the signatory and the organizers. They must be true when nothing waits any more. */
interface Person extends Stands {
  name: string
  address: string
  visibility: 'withheld' | 'recipients' | 'public'
  revision: number
  hidden: boolean
  invalid: boolean
  withdrawn: boolean
  /** The day on which the signature is withdrawn, because its mailbox was proved. */
  due: string | null
}

const random = randomNumbers(seed)
const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]

test('three hundred acts at random never move a count from its recount', async () => {
  const opened = await openLetter(server, { draft: { employers }, batchSize: most, firstThreshold: 5 })
  const moderator = await organizer(server)
  const people: Person[] = []
  /** The breakdown as computed at each batch. The stored breakdown may be older than the count. */
  const breakdowns = new Map<number, unknown>()
  const done = new Map<Act, number>()
  const current = async () => letterNow(server, opened.id)

  for (let index = 0; index < operations; index++) {
    const act = pick(acts)!
    server.at(new Date(server.now().getTime() + 1000))
    try {
      await perform(act, await current())
      done.set(act, (done.get(act) ?? 0) + 1)
    } catch (error) {
      // Some acts are refused for signatures that are withdrawn, that wait, or on a closed letter.
      if (!(error instanceof Refusal)) throw error
    }
    if (act === 'batch' || act === 'deliver') await agreesWithRecount(`act ${String(index)}, ${act}`)
  }
  await closeWhere(parts, opened.id, server.now(), () => true)
  await agreesWithRecount('closed')
  await isAsWanted()
  for (const act of Object.keys(often) as Act[]) if (often[act] > 0) expect(done.get(act) ?? 0, act).toBeGreaterThan(0)
  expect(people.filter(({ withdrawn }) => withdrawn).length).toBeGreaterThan(5)
  expect(wanted(await current()).count).toBeGreaterThan(10)

  // Signatories can still withdraw from a closed letter, but each needs the cover of others.
  const leaving = people.filter((each) => each.visibility === 'withheld' && !each.withdrawn && !each.invalid)
  for (const person of leaving.slice(0, most)) {
    await withdraw(parts, await current(), person.signingKey, server.now())
    person.withdrawn = true
  }
  await nextBatch(server, opened)
  await agreesWithRecount('withdrawn after closing')
  await isAsWanted()

  async function perform(act: Act, letter: AddressedLetter): Promise<void> {
    const now = server.now()
    if (act === 'sign') return sign(letter)
    if (act === 'batch') return nextBatch(server, letter)
    if (act === 'deliver') return locked(letter, (trx, row) => batchNow(parts, trx, row, now))
    if (act === 'correct' || act === 'change') return revise(letter, act)
    if (act === 'days') return letDaysPass()
    const person = pick(people)
    if (!person) return
    const by = { letterId: letter.id, organizerId: moderator.id, signatureId: person.id }
    const { signingKey } = person
    if (act === 'withdraw') await withdraw(parts, letter, signingKey, now)
    if (act === 'withdraw') person.withdrawn = true
    if (act === 'lessen') await makeLess(letter, person)
    if (act === 'agree') await renewConsent(parts, letter, signingKey, now)
    if (act === 'agree') person.revision = letter.revision
    if (act === 'mailbox') await proveMailbox(letter, person)
    if (act === 'hide') await hideName(parts, by, now)
    if (act === 'hide') person.hidden = true
    if (act === 'show') await showNameAgain(parts, by, now)
    if (act === 'show') person.hidden = false
    if (act === 'invalidate')
      await invalidate(parts, { ...by, meant: { signatureId: person.id }, reason: 'other' }, now)
    if (act === 'invalidate') person.invalid = true
    if (act === 'reinstate') await reinstate(parts, by, now)
    if (act === 'reinstate') person.invalid = false
  }

  async function sign(letter: AddressedLetter): Promise<void> {
    const visibility = pick(['withheld', 'recipients', 'public', 'public'] as const)!
    const employer = pick(employers)!
    const name = `Person ${String(people.length).padStart(3, '0')}`
    const address = `p${String(people.length)}@${employer.domains[0]!}`
    const [stands] = await crowd(server, letter, [{ name, visibility, employer: employer.name }])
    if (visibility === 'public')
      await db
        .updateTable('waiting_signature')
        .set({ claim_tag: addressTag(parts, letter.id, address) })
        .where('id', '=', Buffer.from(stands!.id, 'base64url'))
        .execute()
    const { revision } = letter
    const as = { hidden: false, invalid: false, withdrawn: false, due: null }
    people.push({ ...stands!, name, address, visibility, revision, ...as })
  }

  async function makeLess(letter: AddressedLetter, person: Person): Promise<void> {
    const to = person.visibility === 'public' && random() < 0.5 ? 'recipients' : 'withheld'
    await reduceVisibility(parts, letter, { signingKey: person.signingKey, to }, server.now())
    Object.assign(person, { visibility: to, due: null })
  }

  async function proveMailbox(letter: AddressedLetter, person: Person): Promise<void> {
    const challenge = await askRemoval(parts, letter, person, server.now())
    await server.work()
    const code = codeIn(server.inbox.mails().at(-1)!.text)
    const { withdrawnOn } = await removeByMailbox(parts, letter, { challenge, code }, server.now())
    if (person.visibility === 'public' && !person.withdrawn) person.due ??= withdrawnOn
  }

  async function letDaysPass(): Promise<void> {
    server.at(new Date(server.now().getTime() + 4 * 86_400_000))
    await withdrawDue(parts, server.now())
    const today = server.now().toISOString().slice(0, 10)
    for (const person of people) if (person.due !== null && person.due <= today) person.withdrawn = true
  }

  async function revise(letter: AddressedLetter, act: 'correct' | 'change'): Promise<void> {
    const text = `${northwind.text} Revision ${String(letter.revision + 1)}.`
    const kind = act === 'correct' ? 'correction' : 'substance'
    await locked(letter, async (trx, row) => {
      await publish(parts, trx, row, { ...northwind, employers, text }, kind, server.now())
    })
  }

  function locked(letter: AddressedLetter, work: (trx: typeof db, row: LetterRow) => Promise<void>): Promise<void> {
    return db.transaction().execute(async (trx) => work(trx, (await lockLetter(trx, letter.id))!))
  }

  async function agreesWithRecount(when: string): Promise<void> {
    const letter = await current()
    const { kept, counted } = await recount(db, letter.id)
    expect(kept, when).toEqual(counted)
    const days = await recountedDays(db, letter.id)
    expect(days.kept, when).toEqual(days.counted)
    const cells = counted
      .filter(({ revision }) => revision >= letter.substance_revision)
      .map(({ employer_id, ...cell }) => ({ ...cell, employer: employer_id }))
    const { tally } = await letterAsJson(server, letter)
    const total = cells.reduce((sum, { count }) => sum + count, 0)
    if (!tally.collecting)
      expect(
        tally.classes.reduce((sum, { count }) => sum + count, 0),
        when,
      ).toBe(total)
    // A batch that carries nothing out keeps the breakdown, even if the text changed in substance meanwhile.
    const asOf = letter.as_of?.getTime() ?? 0
    if (!breakdowns.has(asOf)) breakdowns.set(asOf, breakdownOf(summed(cells), await employerIds(db, letter.id), most))
    const breakdown = await keptBreakdown(db, letter.id)
    if (breakdown) expect(breakdown.figures, when).toEqual(breakdowns.get(breakdown.as_of.getTime()))
    for (const name of await shownNames(letter)) expect(wanted(letter).names, when).toContain(name)
  }

  /** After the last batch nothing waits. Everybody sees what each signatory decided last. */
  async function isAsWanted(): Promise<void> {
    const letter = await current()
    const { names, count } = wanted(letter)
    const { tally } = await letterAsJson(server, letter)
    if (tally.collecting) return
    expect(tally.classes.reduce((sum, each) => sum + each.count, 0)).toBe(count)
    expect(await shownNames(letter)).toEqual(names)
  }

  function wanted(letter: AddressedLetter): { names: string[]; count: number } {
    const standing = people.filter(
      ({ withdrawn, invalid, revision }) => !withdrawn && !invalid && revision >= letter.substance_revision,
    )
    const shown = standing.filter(({ visibility, hidden, due }) => visibility === 'public' && !hidden && due === null)
    return { count: standing.length, names: shown.map(({ name }) => name) }
  }
}, 60_000)

async function shownNames(letter: AddressedLetter): Promise<string[]> {
  const names: string[] = []
  for (let path: string | null = `/api/v1/letters/${keyOf(letter)}/signatures`; path !== null;) {
    const answer = await fetch(`${server.url}${path}`)
    const page = (await answer.json()) as NamesJson
    names.push(...page.names.map(({ name }) => name))
    path = page.next
  }
  return names.sort()
}

/** Sums over revisions, as in the breakdown. */
function summed(cells: readonly BreakdownCell[]): BreakdownCell[] {
  const sums = new Map<string, BreakdownCell>()
  for (const cell of cells) {
    const key = [cell.class, cell.visibility, cell.employer].join(' ')
    sums.set(key, { ...cell, count: cell.count + (sums.get(key)?.count ?? 0) })
  }
  return [...sums.values()]
}
