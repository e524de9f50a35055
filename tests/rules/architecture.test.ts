import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  cruise,
  type ICruiseOptions,
  type ICruiseResult,
  type IForbiddenRuleType,
  type IModule,
} from 'dependency-cruiser'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

interface Config {
  forbidden: (IForbiddenRuleType & { name: string })[]
  options: ICruiseOptions
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const require = createRequire(import.meta.url)
const config = require('../../.dependency-cruiser.cjs') as Config

const { entrances, features, foundations, pure } = require('../support/server-folders.cjs') as Record<string, string[]>

async function look(baseDir: string): Promise<ICruiseResult> {
  const options = { ...config.options, baseDir, validate: true, ruleSet: { forbidden: config.forbidden } }
  const { output } = await cruise(['server'], options, undefined, {
    tsConfig: extractTsConfig(join(root, 'tsconfig.json')),
  })
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text instead of modules.')
  return output
}

function violations(seen: ICruiseResult): string[] {
  return seen.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
}

function ours(seen: ICruiseResult): IModule[] {
  return seen.modules.filter(({ source }) => source.startsWith('server/'))
}

function matches(path: string, patterns: string | string[] | undefined): boolean {
  return [patterns ?? []].flat().some((pattern) => new RegExp(pattern).test(path))
}

/** The leaf folder of a module. Files directly in server/ assemble the parts, so each of them counts as a folder of its own. */
function folderOf(path: string): string {
  const folder = dirname(path)
  return folder === 'server' ? path : folder
}

function cyclesBetweenFolders(modules: IModule[]): string[] {
  const leadsTo = new Map<string, Map<string, string>>()
  for (const { source, dependencies } of modules) {
    for (const { resolved } of dependencies.filter((one) => one.resolved.startsWith('server/'))) {
      const [from, to] = [folderOf(source), folderOf(resolved)]
      if (from === to) continue
      leadsTo.set(from, (leadsTo.get(from) ?? new Map<string, string>()).set(to, `${source} → ${resolved}`))
    }
  }
  const reachable = (from: string): Set<string> => {
    const reached = new Set<string>()
    const open = [from]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const to of leadsTo.get(next)?.keys() ?? []) {
        if (!reached.has(to)) open.push(to)
        reached.add(to)
      }
    }
    return reached
  }
  return [...leadsTo].flatMap(([from, ways]) =>
    [...ways].filter(([to]) => reachable(to).has(from)).map(([, example]) => example),
  )
}

describe('who may import whom', () => {
  let seen: ICruiseResult

  beforeAll(async () => {
    seen = await look(root)
  }, 60_000)

  it('is kept', () => {
    expect(violations(seen)).toEqual([])
  })

  it('has no cycles between leaf folders', () => {
    expect(cyclesBetweenFolders(ours(seen))).toEqual([])
  })

  it('sees modules, and the ways between them', () => {
    const ways = ours(seen).flatMap(({ dependencies }) => dependencies.map(({ resolved }) => resolved))
    expect(ways).toContain('server/refusal.ts')
    expect(ways.some((to) => to.includes('node_modules/kysely/'))).toBe(true)
  })

  it.each(config.forbidden.map((rule) => [rule.name, rule] as const))(
    '%s speaks of modules that exist',
    (_name, rule) => {
      const { path, pathNot } = rule.from
      const subject = ours(seen).filter(({ source }) => matches(source, path) && !matches(source, pathNot))
      expect(subject.length).toBeGreaterThan(0)
    },
  )

  it.each([...foundations!, ...entrances!, ...features!])('%s has modules', (folder) => {
    expect(ours(seen).some(({ source }) => source.startsWith(`server/${folder}/`))).toBe(true)
  })

  it.each(pure!)('%s, which counts as rules, exists', (path) => {
    expect(ours(seen).map(({ source }) => source)).toContain(`server/${path}.ts`)
  })

  it('names each verb file like the function that it exports', () => {
    const verbs = ours(seen).filter(
      ({ source }) => source.endsWith('.ts') && features!.includes(source.split('/')[1]!) && !hasFixedName(source),
    )
    const unnamed = verbs.filter(({ source }) => {
      const name = basename(source, '.ts').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
      const exported = new RegExp(`^export (async )?(function\\*?|const) ${name}\\b`, 'm')
      return !exported.test(readFileSync(new URL(`../../${source}`, import.meta.url), 'utf8'))
    })
    expect(unnamed.map(({ source }) => source).toSorted()).toEqual(notVerbs)
  })

  it('keeps leaf folders small enough to remember', () => {
    const sizes = new Map<string, number>()
    for (const { source } of ours(seen)) sizes.set(dirname(source), (sizes.get(dirname(source)) ?? 0) + 1)
    expect([...sizes].filter(([, files]) => files > 25)).toEqual([])
  })
})

/** Routes, views, queries and so on, and the pure files. */
function hasFixedName(source: string): boolean {
  const fixed = /[/-](rules|routes|api|view|schemas|queries|mail|jobs|secrets)\.ts$/
  return fixed.test(source) || pure!.includes(source.slice('server/'.length, -'.ts'.length))
}

/** Files without a verb: programs of child processes and threads, types, tables, and functions that several verbs share. */
const notVerbs = [
  'server/anonymity/blind-signing/pool.ts',
  'server/anonymity/blind-signing/sign-worker.ts',
  'server/anonymity/shared-refusals.ts',
  'server/audit/copy-files.ts',
  'server/audit/read-copied-log.ts',
  'server/audit/signed-tree.ts',
  'server/delivery/drafted/draft-plan.ts',
  'server/delivery/hand-delivery/photo-drawing.ts',
  'server/delivery/pdf/cover.ts',
  'server/delivery/pdf/document.ts',
  'server/delivery/pdf/receipt.ts',
  'server/delivery/pdf/typeset.ts',
  'server/delivery/plan/stage-acts.ts',
  'server/letter/letter-address.ts',
  'server/letter/quiet-link.ts',
  'server/letters/live/member.ts',
  'server/letters/live/presence.ts',
  'server/letters/live/room.ts',
  'server/letters/live/rooms.ts',
  'server/letters/press/card-drawing.ts',
  'server/organizers/recovery/shared-refusals.ts',
  'server/signatures/batch/log-changes.ts',
  'server/signatures/copies/revealed-names.ts',
  'server/signatures/copies/sealed-files.ts',
  'server/signatures/for-log.ts',
  'server/signatures/stored-name.ts',
  'server/statements/author.ts',
  'server/text/markdown-to-text.ts',
]

// For each rule, files that break it. The first file is the offender.
const offences: Record<string, Record<string, string>> = {
  'rules-are-pure': {
    'server/letters/rules.ts': `import type { Row } from '../db/pool.ts'\nexport type Letter = Row`,
    'server/db/pool.ts': 'export interface Row { id: string }',
  },
  'rules-touch-nothing': { 'server/mailbox/addresses.ts': `import 'node:fs'` },
  'crypto-is-bytes': { 'server/crypto/sealing.ts': `import '../refusal.ts'`, 'server/refusal.ts': 'export {}' },
  'queries-alone-use-kysely': {
    'server/letters/lifecycle/publish.ts': `import type { Kysely } from 'kysely'\nexport type K = Kysely`,
  },
  'queries-only-query': {
    'server/letters/batch-queries.ts': `import { publish } from './lifecycle/publish.ts'\npublish()`,
    'server/letters/lifecycle/publish.ts': 'export function publish() {}',
  },
  'verbs-know-no-http': {
    'server/signatures/signing/sign.ts': `import { redirect } from '../../http/form.ts'\nredirect()`,
    'server/http/form.ts': 'export function redirect() {}',
  },
  'verbs-know-no-pages': {
    'server/signatures/signing/sign.ts': `import type { Page } from './view.ts'\nexport type P = Page`,
    'server/signatures/signing/view.ts': 'export interface Page { id: string }',
  },
  'verbs-do-no-network': { 'server/delivery/send.ts': `import { connect } from 'node:net'\nconnect(25)` },
  'schemas-describe': {
    'server/letters/page/schemas.ts': `import { listOpen } from './list-open.ts'\nlistOpen()`,
    'server/letters/page/list-open.ts': 'export function listOpen() {}',
  },
  'pages-ask-verbs': {
    'server/letters/page/api.ts': `import { findLetter } from '../queries.ts'\nfindLetter()`,
    'server/letters/queries.ts': 'export function findLetter() {}',
  },
  'pages-stay-home': {
    'server/letters/page/view.ts': `import { page } from '../../signatures/signing/view.ts'\npage()`,
    'server/signatures/signing/view.ts': 'export function page() {}',
  },
  'foundations-know-no-feature': {
    'server/jobs/worker.ts': `import { send } from '../delivery/send.ts'\nsend()`,
    'server/delivery/send.ts': 'export function send() {}',
  },
  'wiring-is-at-the-top': {
    'server/http/page-cache.ts': `import type { App } from '../app.ts'\nexport type A = App`,
    'server/app.ts': 'export interface App { id: string }',
  },
  'server-needs-no-tests': {
    'server/main.ts': `import '../tests/support/mail.ts'`,
    'tests/support/mail.ts': 'export {}',
  },
  'no-cycles': {
    'server/letters/close.ts': `import { pause } from './pause.ts'\nexport const close = () => pause()`,
    'server/letters/pause.ts': `import { close } from './close.ts'\nexport const pause = () => close()`,
  },
  'nothing-unresolved': { 'server/main.ts': `import './missing.ts'` },
}

describe('what breaks a rule is caught', () => {
  const places: string[] = []

  // Creates a project of a few files, with its own Kysely to import.
  function plant(files: Record<string, string>): string {
    const place = mkdtempSync(join(tmpdir(), 'planted-'))
    places.push(place)
    const kysely = {
      'node_modules/kysely/package.json': '{ "name": "kysely", "main": "index.js" }',
      'node_modules/kysely/index.js': '',
    }
    for (const [path, text] of Object.entries({ ...kysely, ...files })) {
      mkdirSync(dirname(join(place, path)), { recursive: true })
      writeFileSync(join(place, path), text)
    }
    return place
  }

  afterAll(() => places.forEach((place) => rmSync(place, { recursive: true })))

  it('has an offence for each rule', () => {
    expect(Object.keys(offences)).toEqual(config.forbidden.map(({ name }) => name))
  })

  it.each(Object.entries(offences))('%s', async (rule, files) => {
    const seen = await look(plant(files))
    const caught = seen.summary.violations.filter(({ from }) => from === Object.keys(files)[0])
    expect(caught.map((violation) => violation.rule.name)).toEqual([rule])
  })

  it('cycles between leaf folders, types included', async () => {
    const place = plant({
      'server/delivery/plan/close.ts': `import { thank } from '../stages/thank.ts'\nthank()`,
      'server/delivery/plan/rules.ts': 'export interface Letter { id: string }',
      'server/delivery/stages/thank.ts': `import type { Letter } from '../plan/rules.ts'\nexport const thank = (_?: Letter) => {}`,
    })
    expect(cyclesBetweenFolders(ours(await look(place))).sort()).toEqual([
      'server/delivery/plan/close.ts → server/delivery/stages/thank.ts',
      'server/delivery/stages/thank.ts → server/delivery/plan/rules.ts',
    ])
  })
})
