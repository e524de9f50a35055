'use strict'
// Rules for imports (ARCHITECTURE.md). tests/rules/architecture.test.ts proves that each rule matches modules and finds violations.

const folders = require('./tests/support/server-folders.cjs')

const features = `^server/(${folders.features.join('|')})`
const feature = `${features}/`
const foundation = `^server/(${folders.foundations.join('|')})/`
const entrance = `^server/(${folders.entrances.join('|')})/`
// Matches FOLDER/routes.ts, say, and FOLDER/NAME-routes.ts where one file would be too long.
const part = (names) => `${features}[^.]*[/-](${names})\\.ts$`
const npm = (names) => `(^|/)node_modules/(@types/)?(${names})(/|$)`

// Each folder's rules.ts, and the pure files in the list of folders.
const rules = [part('rules'), `^server/(${folders.pure.join('|')})\\.ts$`]
const pages = part('routes|api|view')
const verbs = { path: feature, pathNot: [...rules, part('routes|api|view|schemas|queries|mail|jobs')] }
const outside =
  '^(node:)?(fs|fs/promises|net|tls|http|https|http2|dns|dns/promises|dgram|child_process|worker_threads)$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'rules-are-pure',
      comment: 'Rules import rules, crypto/, refusals and lists in words. They know no clock, row or request.',
      severity: 'error',
      from: { path: rules },
      to: {
        path: '^server/',
        pathNot: [...rules, '^server/crypto/', '^server/refusal\\.ts$', '^server/messages/lists\\.ts$'],
      },
    },
    {
      name: 'rules-touch-nothing',
      comment: 'Rules use only libraries that compute, and none with input or output.',
      severity: 'error',
      from: { path: rules },
      to: { path: [outside, npm('kysely|pg|graphile-worker|fastify|@fastify/[^/]+|nodemailer')] },
    },
    {
      name: 'crypto-is-bytes',
      comment: 'crypto/ takes bytes and returns bytes. It imports nothing else of ours and reads no file.',
      severity: 'error',
      from: { path: '^server/crypto/' },
      to: { path: ['^server/', outside], pathNot: '^server/crypto/' },
    },
    {
      name: 'queries-alone-use-kysely',
      comment: 'Only queries contain SQL, and db/, jobs/ and the doctor.',
      severity: 'error',
      from: { path: '^server/', pathNot: [part('queries'), '^server/(db|doctor|jobs)/'] },
      to: { path: npm('kysely|pg|graphile-worker') },
    },
    {
      name: 'queries-only-query',
      comment: 'Queries use Kysely, db/, other queries and the types of rules.',
      severity: 'error',
      from: { path: part('queries') },
      to: { path: '^server/', pathNot: [...rules, part('queries'), '^server/db/'] },
    },
    {
      name: 'verbs-know-no-http',
      comment: 'A verb serves pages, JSON, jobs and tests alike.',
      severity: 'error',
      from: verbs,
      to: { path: ['^server/http/', npm('fastify|@fastify/[^/]+')] },
    },
    {
      name: 'verbs-know-no-pages',
      comment: 'A verb imports no route, view or template.',
      severity: 'error',
      from: verbs,
      to: { path: pages },
    },
    {
      name: 'verbs-do-no-network',
      comment: 'A verb makes no network call. It queues a job.',
      severity: 'error',
      from: verbs,
      to: { path: ['^(node:)?(net|tls|http|https|http2|dns|dns/promises|dgram)$', npm('nodemailer')] },
    },
    {
      name: 'schemas-describe',
      comment:
        'A schema takes its lists from rules and formats, and parts from other schemas. So a verb may name the type of an answer.',
      severity: 'error',
      from: { path: part('schemas') },
      to: { path: '^server/', pathNot: [...rules, part('schemas'), '^server/crypto/', '^server/http/schemas\\.ts$'] },
    },
    {
      name: 'pages-ask-verbs',
      comment: 'Routes and views get rows from verbs. A view may name the type of a row.',
      severity: 'error',
      from: { path: pages },
      to: { path: part('queries'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pages-stay-home',
      comment: "No feature imports another's routes or view.",
      severity: 'error',
      from: { path: feature },
      to: { path: pages, pathNot: '^server/$1/' },
    },
    {
      name: 'foundations-know-no-feature',
      comment: 'Foundations import no feature.',
      severity: 'error',
      from: { path: foundation },
      to: { path: feature },
    },
    {
      name: 'wiring-is-at-the-top',
      comment: 'Only app.ts and main.ts import all parts.',
      severity: 'error',
      from: { path: [feature, foundation] },
      to: { path: ['^server/(app|main)\\.ts$', entrance] },
    },
    {
      name: 'server-needs-no-tests',
      comment: 'What runs in production comes from server/ and its dependencies.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(tests|web)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Cycles between modules. The architecture test finds those between folders.',
      severity: 'error',
      from: { path: '^server/' },
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      comment: 'Every import must resolve. Otherwise it cannot be checked.',
      severity: 'error',
      from: { path: '^server/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
}
