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

module.exports = { entrances, features, foundations }
