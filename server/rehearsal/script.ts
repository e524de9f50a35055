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
      ...apart(all.slice(0, people - checked)),
      checked: all.slice(people - checked).map((person) => ({ ...person, address: '', facets: { site: warehouse } })),
      leftOut: {},
    }
  }
  const { people: all, employers, facets, leftOut } = signatoriesFrom(signatoriesFile)
  const { signatories, vouched } = apart(all)
  if (signatories.length < 15) throw new StartProblem(say('demo-too-few-signatories', { file: signatoriesFile }))
  return { draft: { ...draft, employers, facets }, signatories, vouched, checked: [], leftOut }
}

/** People without a work address sign with a vouching code. So do a few of the others, who prefer not to use their address. */
function apart(all: readonly Person[]): Pick<Script, 'signatories' | 'vouched'> {
  const byCode = ({ address }: Person, index: number) => address === '' || index % 45 === 22
  return {
    signatories: all.filter((person, index) => !byCode(person, index)),
    vouched: all.filter(byCode),
  }
}
