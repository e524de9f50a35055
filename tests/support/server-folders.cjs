'use strict'
// The folders of server/, for the import rules, the linter and the test of the layout. A new folder counts as a feature.

const { readdirSync } = require('node:fs')
const { join } = require('node:path')

/** Foundations of the features. They know no letter and no signature. */
const foundations = ['concurrency', 'crypto', 'db', 'http', 'jobs', 'mail', 'messages', 'rendering']

/** Folders that start a process or examine an installation. No feature imports them. */
const entrances = ['commands', 'doctor', 'rehearsal']

const features = readdirSync(join(__dirname, '..', '..', 'server'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && ![...foundations, ...entrances].includes(entry.name))
  .map(({ name }) => name)
  .sort()

/** Pure files of the features, beside each folder's rules.ts: they count as rules in the import rules. */
const pure = [
  'dashboard/headcounts/headcounts',
  'dashboard/plot',
  'dashboard/tasks',
  'delivery/answer-time',
  'delivery/check-code',
  'delivery/expected/rehearse',
  'delivery/expected/timeline-drawing',
  'delivery/mail-signature',
  'delivery/note',
  'delivery/pdf/poster',
  'delivery/plan/press-list',
  'delivery/secrets-in-answers/secret-places',
  'delivery/secrets-in-answers/secret-words',
  'delivery/snapshot',
  'delivery/stage',
  'delivery/stages/conditions',
  'delivery/stages/next-move',
  'delivery/stages/time-zones',
  'delivery/timeline/silence',
  'delivery/timeline/timeline-events',
  'delivery/timeline/until-day',
  'delivery/verdicts',
  'facets/facet-words',
  'letter/circle-drawing',
  'letter/class-words',
  'letter/days',
  'letter/qr-code',
  'letter/quiet-words',
  'letter/slug',
  'letter/title-words',
  'letter/waiting-words',
  'letters/drafting/draft',
  'letters/drafting/presets',
  'letters/drafting/settings',
  'letters/life',
  'letters/live/rate',
  'letters/page/disclosure-inventory',
  'letters/page/state-in-words',
  'letters/part-links',
  'letters/press/card-shapes',
  'letters/reviews/link-words',
  'letters/revisions/diff',
  'letters/revisions/diff-shown',
  'letters/version-pages/version-diff',
  'mail/bounces/reasons',
  'mail/mail-file/header-fields',
  'mail/mail-file/mail-file',
  'mail/mail-file/signatures',
  'mailbox/addresses',
  'mailbox/codes',
  'mailbox/domain-in-words',
  'mailbox/domains',
  'mailbox/employers',
  'mailbox/free-mail',
  'mailbox/providers',
  'mailbox/role-addresses',
  'mailbox/scripts',
  'mailbox/tenant-domains',
  'next-steps/plan-words',
  'organizers/activity',
  'signatures/batch/breakdown',
  'signatures/disclosure',
  'signatures/invalid-and-hidden',
  'signatures/names',
  'signatures/person-name',
  'signatures/signatory',
  'signatures/signatory-form',
  'text/document/anchors',
  'text/document/changes',
  'text/document/from-markdown',
  'text/document/line-markdown',
  'text/document/read-inlines',
  'text/document/schema',
  'text/document/to-markdown',
  'text/document/visible-text',
  'text/live/document-of',
  'text/live/edit-document',
  'text/live/merge-documents',
  'text/live/messages',
  'text/markdown',
  'text/notes',
  'text/parser',
  'text/paste/clean-html',
  'text/paste/clean-text',
  'text/paste/find-places',
  'text/paste/lines-to-document',
  'text/paste/pasted',
  'text/paste/pasted-link',
  'text/paste/read-html',
  'text/typed-text',
  'text/typography',
  'text/web-address',
]

module.exports = { entrances, features, foundations, pure }
