import { StartProblem } from '../db/start-problem.ts'
import type { DraftParts } from '../letter/rules.ts'
import { say } from '../messages/message.ts'
import type { CampaignOptions } from './campaign-types.ts'
import { letterFrom, signatoriesFrom } from './input.ts'
import { inventSignatories, type Person } from './people.ts'
import { inventedLetter, warehouse } from './text.ts'

const people = 450
/** How many of them work in the warehouse, where nobody has work mail. */
const inWarehouse = 18

/** The letter of a campaign, and the people who sign it. */
export interface Script {
  draft: DraftParts
  signatories: Person[]
  /** People who sign with a code from a verified person. */
  vouched: Person[]
  /** People at a site without work mail, who sign after an in-person check. */
  checked: Person[]
  leftOut: Record<string, number>
  /** How many names wait for each other, or null if too few people choose that. */
  needed: number | null
}

export function readScript({ letterFile, signatoriesFile }: CampaignOptions): Script {
  const given = letterFile === undefined ? {} : letterFrom(letterFile)
  // A letter of the user contains its demands in its text.
  const draft = { ...inventedLetter, ...(letterFile !== undefined && { demands: [] }), ...given }
  if (signatoriesFile === undefined) {
    const domains = ['halden.example', 'meridian.example']
    const { site } = draft.facets
    const checked = site.includes(warehouse) ? inWarehouse : 0
    const elsewhere = { ...draft.facets, site: site.filter((each) => each !== warehouse) }
    const all = inventSignatories(people, domains, elsewhere)
    return {
      draft,
      ...waiting(apart(all.slice(0, people - checked))),
      checked: all
        .slice(people - checked)
        .map((person) => withoutWaiting({ ...person, address: '', facets: { site: warehouse } })),
      leftOut: {},
    }
  }
  const { people: all, employers, facets, leftOut } = signatoriesFrom(signatoriesFile)
  const { signatories, vouched, needed } = waiting(apart(all))
  if (signatories.length < 15) throw new StartProblem(say('demo-too-few-signatories', { file: signatoriesFile }))
  return { draft: { ...draft, employers, facets }, signatories, vouched, needed, checked: [], leftOut }
}

/** People without a work address sign with a vouching code. So do a few of the others, who prefer not to use their address. */
function apart(all: readonly Person[]): Pick<Script, 'signatories' | 'vouched'> {
  const byCode = ({ address }: Person, index: number) => address === '' || index % 45 === 22
  return {
    signatories: all.filter((person, index) => !byCode(person, index)),
    vouched: all.filter(byCode),
  }
}

/** Hidden names are counted at least so many together. With few people they would wait for more of their kind, so it is 1. */
export function togetherAtLeast(signatories: readonly Person[]): number {
  return signatories.length < 100 ? 1 : 5
}

/** The people who sign before the letter is corrected. */
export function earlyOf(signatories: readonly Person[]): Person[] {
  return signatories.slice(0, Math.ceil((signatories.length * 2) / 3))
}

/**
 * Names that wait for each other are reached while the first ones sign. Then nobody can choose that any more, so later people let the
 * organizers see their names instead. Fewer than k may still wait for a batch.
 */
function waiting({
  signatories,
  vouched,
}: Pick<Script, 'signatories' | 'vouched'>): Pick<Script, 'signatories' | 'vouched' | 'needed'> {
  const k = togetherAtLeast(signatories)
  const early = earlyOf(signatories)
  const needed = early.filter(({ visibility }) => visibility === 'together').length - (k - 1)
  const offered = needed >= Math.max(2, k)
  const mayWait = (person: Person) => offered && early.includes(person)
  return {
    signatories: signatories.map((person) => (mayWait(person) ? person : withoutWaiting(person))),
    vouched: vouched.map(withoutWaiting),
    needed: offered ? needed : null,
  }
}

function withoutWaiting(person: Person): Person {
  return person.visibility === 'together' ? { ...person, visibility: 'withheld' } : person
}
