import Handlebars from 'handlebars'
import { describe, expect, test } from 'vitest'
import { deliveryView } from '../../server/delivery/plan/delivery-view.ts'
import { askedWords } from '../../server/delivery/plan/words-view.ts'
import type { DeliveryForOrganizer } from '../../server/delivery/queries.ts'
import { deliveryStates } from '../../server/delivery/rules.ts'
import { askedActs } from '../../server/delivery/stage.ts'
import { renderBare } from '../../server/http/pages.ts'
import type { Block } from '../../server/letters/drafting/form-blocks-view.ts'
import type { PartPage } from '../../server/letters/drafting/view.ts'
import { signingStates } from '../../server/letters/page/schemas.ts'
import { kindOf, proposalKinds } from '../../server/approvals/rules.ts'
import { placeOf } from '../../server/approvals/view.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { english } from '../../server/messages/languages.ts'
import { acts } from '../../server/organizers/rules.ts'
import { filesIn, readSource } from '../support/sentences.ts'
import { said } from '../support/words.ts'

const timeline = 'templates/delivery/timeline/_timeline.hbs'

describe('a template that asks for a kind', () => {
  /** By template and field. A template that compares another field with words needs an entry here. */
  const kinds: Record<string, readonly string[]> = {
    'templates/letters/page/show.hbs letter.signing': signingStates,
    'templates/letters/drafting/part.hbs kind': Object.keys(blocks()),
    'templates/dashboard/_tabs.hbs current': tabsOfPages().filter((page) => page !== 'dashboard'),
    'templates/dashboard/_tab-list.hbs current': tabsOfPages(),
  }

  test('has a branch for each kind, and for no other', () => {
    const asked = new Map<string, Set<string>>()
    // kinds.test.ts renders the timeline with each kind.
    for (const file of filesIn('templates/', '.hbs').filter((file) => file !== timeline))
      for (const { field, kind } of comparisonsIn(readSource(file))) {
        const place = `${file} ${field}`
        asked.set(place, (asked.get(place) ?? new Set()).add(kind))
      }
    const sorted = (all: Iterable<[string, Iterable<string>]>) =>
      Object.fromEntries([...all].map(([place, each]) => [place, [...each].toSorted()]))
    expect(sorted(asked)).toEqual(sorted(Object.entries(kinds)))
  })
})

/** Every `(eq field 'kind')`. */
function comparisonsIn(source: string): { field: string; kind: string }[] {
  const found: { field: string; kind: string }[] = []
  const visitor = new (class extends Handlebars.Visitor {
    override SubExpression(node: hbs.AST.SubExpression): void {
      const [field, kind] = node.params
      if (node.path.original === 'eq' && kind?.type === 'StringLiteral')
        found.push({
          field: (field as hbs.AST.PathExpression).original,
          kind: (kind as hbs.AST.StringLiteral).value,
        })
      super.SubExpression(node)
    }
  })()
  visitor.accept(Handlebars.parse(source))
  return found
}

/** The tabs that the pages of the dashboard name as theirs. */
function tabsOfPages(): string[] {
  const calls = filesIn('templates/', '.hbs').flatMap((file) => [
    ...readSource(file).matchAll(/\{\{> dashboard\/tabs [^}]*\bcurrent=(?:["']([a-z-]+)["']|(\w+))/g),
  ])
  expect(calls.map(([, , field]) => field).filter((field) => field !== undefined && field !== 'undefined')).toEqual([])
  return [...new Set(calls.flatMap(([, tab]) => tab ?? []))]
}

describe('the form of a part of a draft', () => {
  test.each(Object.values(blocks()))('shows a block of the kind $kind', (block) => {
    const html = renderBare('letters/drafting/part', { ...emptyPart, blocks: [block] })
    expect(html).toContain('name="of-block"')
  })
})

/** A block of each kind. The compiler finds a kind that lacks one. */
function blocks(): { [Kind in Block['kind']]: Extract<Block, { kind: Kind }> } {
  const words = { label: 'A', hint: undefined, error: undefined, warnings: [], value: '', type: 'text' }
  const more = { size: undefined, lang: undefined, autocomplete: undefined, inputmode: undefined, maxlength: undefined }
  const input = { name: 'of-block', ...words, ...more, required: false }
  const choice = { value: 'a', label: 'A', hint: '', checked: false }
  const field = { kind: 'field' as const, field: input }
  return {
    field,
    text: {
      kind: 'text',
      field: { ...input, rows: 2, letter: false, check: undefined, longest: undefined, strict: undefined },
    },
    choices: {
      kind: 'choices',
      choices: { name: 'of-block', legend: 'A', hint: '', error: undefined, type: 'radio', choices: [choice] },
    },
    select: {
      kind: 'select',
      select: {
        name: 'of-block',
        label: 'A',
        hint: undefined,
        error: undefined,
        options: [{ value: 'en', label: 'A', selected: true }],
      },
    },
    presets: {
      kind: 'presets',
      choices: [{ ...choice, numbers: '1 2' }],
      shown: '1 2',
      fields: [field],
      open: false,
    },
    rows: {
      kind: 'rows',
      legend: 'A',
      hint: '',
      rows: [{ legend: 'A', blocks: [field], moves: [], remove: 'remove', removeLabel: 'Remove' }],
      addButton: 'add',
      addLabel: 'Add',
    },
  }
}

const emptyPart: PartPage = {
  id: 'a',
  letterTitle: 'A',
  heading: 'A',
  parts: [],
  action: '/a',
  autosave: '/a',
  version: 1,
  base: '',
  errors: [],
  blocks: [],
  sample: undefined,
  saved: false,
  merged: false,
  fresh: false,
  live: undefined,
  readOnly: undefined,
  note: undefined,
  movedDemands: [],
  unmovedDemands: [],
  pasted: false,
  before: undefined,
  found: undefined,
  next: undefined,
  overtaken: undefined,
  comments: undefined,
  language: 'en',
  dir: 'ltr',
}

describe('organizers read other words', () => {
  test('of each state of a copy', () => {
    const words = deliveryStates.map((state) => said(deliveryView({ ...copy, state }, '', true).words))
    expect(new Set(words).size).toBe(deliveryStates.length)
    expect(words).not.toContain('')
  })

  test('of each act that waits for a second owner', () => {
    const values = { by: 'Ann', name: 'Ben', role: 'viewer', stage: 1 }
    for (const place of ['asks', 'yours', 'agree']) {
      const words = proposalKinds.map((kind) => catalogueOf(english).format(`approvals-${place}`, { kind, ...values }))
      expect(new Set(words).size).toBe(proposalKinds.length)
    }
    expect(proposalKinds.map((kind) => placeOf('a', kind, null))).not.toContain(undefined)
    for (const act of acts) expect(proposalKinds).toContain(kindOf({ act, subject: {}, proposedBy: 'a' }))
  })

  test('of each act on a stage that an owner has asked for', () => {
    const words = askedActs.map((what) => said(askedWords({ what, by: 'Ann', mine: false })))
    expect(new Set(words).size).toBe(askedActs.length)
    expect(words.join()).not.toContain('undefined')
  })
})

const copy: DeliveryForOrganizer = {
  id: 'a',
  stage_id: 's',
  recipient_id: 'r',
  name: 'Ann Lee',
  office: 'CEO',
  state: 'queued',
  tries: 1,
  last_answer: null,
  next_try_at: null,
  accepted_at: new Date('2026-03-09T12:00:00Z'),
  snapshot_version: null,
  content_hash: null,
  names: null,
  revoked: null,
  confirmed_at: null,
  came_back: null,
  returned: [],
}
