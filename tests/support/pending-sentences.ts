// Files that still hold sentences for people to read. Sentences move to templates/locales/; a file leaves the list with its last one.
export const holdSentences: readonly string[] = [
  'templates/dev/mail.hbs',
  'templates/dev/message.hbs',
  'templates/letters/revisions/revision.hbs',
  'templates/letters/revisions/revisions.hbs',
  'templates/organizers/accounts/account.hbs',
  'templates/organizers/accounts/code.hbs',
  'templates/organizers/accounts/sign-in.hbs',
  'templates/organizers/accounts/welcome.hbs',
  'templates/organizers/people/link.hbs',
  'templates/organizers/people/people.hbs',
]
