'use strict'
// The folders of server/, for the import rules, the linter and the test of the layout. A new folder is a feature at once.

const { readdirSync } = require('node:fs')
const { join } = require('node:path')

/** What features build on. These know no letter and no signature. */
const foundations = ['concurrency', 'crypto', 'db', 'http', 'jobs', 'mail', 'messages', 'rendering']

/** What starts a process or examines an installation. No feature imports these. */
const entrances = ['commands', 'doctor', 'rehearsal']

const features = readdirSync(join(__dirname, '..', '..', 'server'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && ![...foundations, ...entrances].includes(entry.name))
  .map(({ name }) => name)
  .sort()

module.exports = { entrances, features, foundations }
