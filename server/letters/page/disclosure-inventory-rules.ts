/* eslint-disable max-lines -- a list, read beside the migrations */

/** What a column holds, by what is needed to read it. */
export type Kind = 'shown' | 'clear' | 'random' | 'hash' | 'claims' | 'names' | 'draft' | 'server'

interface Entry {
  /** In plain words. */
  what: string
  /** What a court, or a thief, gets of it from a letter that takes signatures. */
  before: string
  /** And once it has closed. */
  after: string
  columns: Partial<Record<Kind, string>>
}

const gone = 'Nothing: deleted.'
const same = 'The same.'
const minutes = 'Nothing of this letter: deleted.'

/**
 * Every table of the database, with every column. A test compares this with the migrations, so that nothing is kept which the page
 * does not say. `shown`: everybody can read it on the site. `clear`: readable in a copy of the database. `random`: numbers that mean
 * nothing outside it. `hash`: can be compared and not read. `claims`, `names`, `draft` and `server`: sealed under that key, which lies
 * outside the database; a letter's claims key is destroyed when it closes, its names key when the names are due, the key of its draft when
 * it is discarded or purged.
 */
export const tables: Record<string, Entry> = {
  // Who signed
  claim: {
    what: 'That an address, or a code from somebody verified, was used on a letter',
    before:
      'A list of keyed hashes in no order, without time or name. Whoever has the key too, and a staff directory, can find out which addresses were used. Not for which signature, unless it bears a public name.',
    after: `${gone} The key is destroyed as well, so an older copy does not help.`,
    columns: { random: 'letter_id', hash: 'tag request_hash drawn_hash' },
  },
  challenge: {
    what: 'A page that waits for its code',
    before:
      'For fifteen minutes: what was typed, the address included. Sealed, and in no log or backup of the database.',
    after: minutes,
    columns: {
      random: 'id letter_id',
      clear: 'purpose attempts_left answers_left created_at expires_at',
      hash: 'tag',
      claims: 'payload_sealed',
    },
  },
  code: {
    what: 'A code that was mailed',
    before:
      'For an hour: when it was mailed, to whom as a keyed hash. The address itself is sealed, until the mail has gone.',
    after: minutes,
    columns: {
      random: 'letter_id slot id',
      clear: 'created_at expires_at',
      hash: 'tag code_mac',
      claims: 'mail_sealed',
    },
  },
  code_attempts: {
    what: 'How many wrong codes were typed for an address',
    before: 'For two hours: a number, and the address as a keyed hash.',
    after: minutes,
    columns: { random: 'letter_id', clear: 'hour wrong', hash: 'tag' },
  },
  mailed_code: {
    what: 'A code that was mailed to an organizer, to a recipient or for updates',
    before:
      'For an hour: when it was mailed, and to whom as a keyed hash. The address itself is sealed, until the mail has gone.',
    after: same,
    columns: {
      random: 'slot letter_id id spent_on',
      clear: 'created_at expires_at',
      hash: 'tag code_mac',
      server: 'mail_sealed',
    },
  },
  mailed_code_attempts: {
    what: 'How many wrong codes were typed for such an address',
    before: 'For two hours: a number, and the address as a keyed hash.',
    after: same,
    columns: { clear: 'hour wrong', hash: 'tag' },
  },
  code_epoch: {
    what: 'A number that a crash of the database takes away, so that a lost code can be told from a wrong one',
    before: 'One random number for the whole server. Every page that waits for a code carries it, whoever asked.',
    after: same,
    columns: { random: 'one_row epoch' },
  },
  mail_allowance: {
    what: 'How many codes an address was mailed, over all letters',
    before: 'For two hours: a number, and the address as a keyed hash, which is another in each hour.',
    after: same,
    columns: { clear: 'sent hour', hash: 'bucket' },
  },
  waiting_signature: {
    what: 'A signature with a choice of who may see the name, until its batch',
    before: 'Who may see the name, and the employer. The name is sealed: with the key it can be read.',
    after: gone,
    columns: {
      random: 'id letter_id',
      clear: 'revision visibility class employer_id resemblance removal_due',
      hash: 'verifier claim_tag',
      names: 'name_sealed facets_sealed',
    },
  },
  signature: {
    what: 'A counted signature. An anonymous one is a row without name, employer or address',
    before:
      'Public names. Of the others who may see them, and the employer; the names are sealed, and can be read with the key. Of an anonymous one: that it exists. Its id is the beginning of the id that everybody can download with its proof; every other id is random.',
    after:
      'The same, until the names are due: thirty days after the last delivery the key of the sealed names is destroyed. At purge the public names go too.',
    columns: {
      random: 'id letter_id',
      shown: 'revision visibility class name counted',
      clear:
        'employer_id resemblance invalid_reason name_hidden pending_visibility pending_revision pending_withdrawal withdrawn removal_due named moves',
      hash: 'verifier claim_tag',
      names: 'name_sealed facets_sealed',
    },
  },
  issuer: {
    what: 'The keys that sign credentials without seeing them',
    before:
      'The public halves. The private halves are sealed: with the key one could make credentials, and find nobody.',
    after: 'The public halves, so that the count can be checked. The private ones cannot be opened any more.',
    columns: { shown: 'letter_id class id public_key', claims: 'private_sealed' },
  },
  vouch_key: {
    what: 'The key that signs codes of those who vouch, without seeing them',
    before:
      'The public half. The private half is sealed: with the key one could make codes. Who vouched for whom is kept nowhere.',
    after: 'The public half. The private one cannot be opened any more.',
    columns: { shown: 'letter_id public_key', claims: 'private_sealed' },
  },
  pending: {
    what: 'An anonymous signature, until its batch',
    before: 'That it waits, in no order; for whom it was issued cannot be computed, not with all our keys.',
    after: 'The same, for the 48 hours in which credentials may still be used; then nothing.',
    columns: {
      random: 'letter_id',
      clear: 'id class public_key prefix signatures revision commitment proof withdrawal',
      names: 'facets_sealed',
    },
  },
  credential: {
    what: 'What proves an anonymous signature to everybody',
    before: 'What everybody can download. Who made it cannot be computed, not with all our keys.',
    after: same,
    columns: {
      shown: 'id letter_id class public_key prefix signatures revision commitment proof',
      clear: 'agreed_revision agreed_commitment agreed_proof withdrawal never_counted',
    },
  },
  waiting_statement: {
    what: 'A statement without a name, until its batch',
    before:
      'That it waits, in no order. The text is sealed: with the key it can be read. With the key of the claims too, which anonymous signature made it.',
    after: gone,
    columns: {
      random: 'id letter_id',
      clear: 'class',
      hash: 'public_key tag earlier_author',
      names: 'text_sealed',
    },
  },
  statement: {
    what: 'A statement without a name',
    before:
      'Its text: published, or sealed until an organizer has decided. Of a declined one the text is erased. With the key of the claims, which anonymous signature made it; not without that key.',
    after:
      'The text, until the purge. The tag that led to the signature is deleted and its key destroyed. A statement from before the version of November 2026 is an exception: with the server’s key its signature can be found until the purge.',
    columns: {
      random: 'id letter_id',
      shown: 'class text',
      clear: 'state',
      hash: 'public_key tag earlier_author',
      names: 'text_sealed',
    },
  },
  facet_tally: {
    what: 'How many chose which role, team or site',
    before: 'The exact numbers as of the last batch, each list by itself; the page shows them in steps. Never who.',
    after: same,
    columns: { random: 'letter_id', clear: 'revision facet value count' },
  },
  name_claim: {
    what: '“My name, not my signature”',
    before:
      'That there was such a request, and on which day. Name and words are sealed: with the key they can be read.',
    after: 'The same, until the purge.',
    columns: { random: 'id letter_id signature_id', clear: 'kind state received_on', server: 'message_sealed' },
  },
  refused_mail: {
    what: 'How many codes an employer’s mail server refused',
    before: 'A number for each domain and day.',
    after: 'The same, until the purge.',
    columns: { random: 'letter_id', clear: 'domain day refused' },
  },

  // The counts
  tally: {
    what: 'The count, by class, employer and who may see the name',
    before: 'The exact numbers as of the last batch.',
    after: same,
    columns: { random: 'letter_id', shown: 'revision class visibility count', clear: 'employer_id' },
  },
  tally_day: {
    what: 'How many were counted on which day',
    before: 'A number for each day.',
    after: same,
    columns: { random: 'letter_id', clear: 'day class net' },
  },
  breakdown: {
    what: 'The figures that organizers see',
    before: 'Numbers of which none is small.',
    after: same,
    columns: { random: 'letter_id', clear: 'substance_revision as_of figures' },
  },

  // The letter
  letter: {
    what: 'The letter itself: state, dates and settings',
    before: 'All of it but the draft, which is sealed: with the key it can be read.',
    after:
      'The same, until the purge: then the draft is deleted and its key destroyed, so an older copy does not help.',
    columns: {
      random: 'id draft_version claims_key_destroyed names_key_destroyed draft_key_destroyed',
      shown:
        'slug state paused public press_contact visibilities goal revision substance_revision as_of next_batch_at collecting closes_at closed_at facets vouches_each redeems_until hidden_on_request purged_at',
      clear: 'quiet_token batch_minutes batch_size first_threshold notice_hours created_on opened_at purges_at',
      draft: 'draft_sealed',
    },
  },
  revision: {
    what: 'Every published text',
    before: 'What everybody can read.',
    after: same,
    columns: {
      random: 'letter_id',
      shown: 'number kind title text demands recipients employers language hash published_on',
    },
  },
  employer: {
    what: 'Employers and their mail domains',
    before: 'What everybody can read.',
    after: same,
    columns: { random: 'id letter_id', shown: 'name domains current' },
  },
  recipient: {
    what: 'Whom the letter is addressed to, and the press that gets a note',
    before: 'Name and office, as everybody can read. The mail address is sealed: with the key it can be read.',
    after: 'The same. The address goes with the purge.',
    columns: {
      random: 'id letter_id',
      shown: 'name office current',
      clear: 'since_revision press_of',
      draft: 'address_sealed',
    },
  },

  // Organizers
  organizer: {
    what: 'An organizer’s account',
    before: 'The name, as typed. The address is sealed: with the key it can be read.',
    after: 'The same, until the last letter of the account is purged.',
    columns: { random: 'id', clear: 'name created_on', hash: 'address_tag', server: 'address_sealed' },
  },
  organizer_session: {
    what: 'Where an organizer is signed in',
    before: 'The kind of browser in a word or two, and days.',
    after: same,
    columns: { random: 'id organizer_id', clear: 'label created_on last_used_on expires_at', hash: 'refresh_hash' },
  },
  sign_in_challenge: {
    what: 'An organizer’s sign-in that waits for its code',
    before: 'For fifteen minutes: when. The address is sealed.',
    after: same,
    columns: { random: 'id', clear: 'attempts_left expires_at', hash: 'tag', server: 'address_sealed' },
  },
  invitation: {
    what: 'An invitation to organize',
    before: 'Who invited, to what. Not whom.',
    after: 'The same, until the purge.',
    columns: { random: 'letter_id invited_by', clear: 'role expires_at', hash: 'token_hash' },
  },
  invitation_mail: {
    what: 'An invitation that is to be mailed',
    before: 'Until the mail has gone: link and address, sealed, and in no log or backup of the database.',
    after: same,
    columns: { clear: 'expires_at', hash: 'token_hash', server: 'mail_sealed' },
  },
  membership: {
    what: 'Who organizes which letter',
    before: 'All of it.',
    after: 'The same, until the purge.',
    columns: { random: 'letter_id organizer_id', clear: 'role' },
  },
  approval: {
    what: 'Acts that waited for a second owner',
    before: 'All of it.',
    after: 'The same, until the purge.',
    columns: { random: 'id letter_id', clear: 'act subject proposed_by decided_by state proposed_on' },
  },
  activity: {
    what: 'What organizers did',
    before: 'Who did what, and when. No signatory’s name.',
    after: 'The same, until the purge.',
    columns: { random: 'id letter_id', clear: 'organizer_id what detail at' },
  },

  // Delivery
  stage: {
    what: 'A stage of the plan: how it was planned and carried out',
    before: 'All of it, the covering note too.',
    after: 'The same. The note and the contact for the press go with the purge.',
    columns: {
      random: 'id letter_id version',
      shown: 'number kind state announced_at notice_until finished_at handed_on',
      clear:
        'covering_note disclosure confirmed_at cancelled_at approved_at approved_revision approved_contact fired_at late_since late_because stopped_from stopped_at',
      hash: 'approved_addresses',
    },
  },
  stage_condition: {
    what: 'What starts a stage by itself',
    before: 'All of it.',
    after: same,
    columns: { random: 'stage_id after_stage', clear: 'kind local_time zone due_at class least days' },
  },
  stage_change: {
    what: 'A change of an approved stage that another owner has to agree to',
    before: 'Who proposed it. The change is sealed: with the key it can be read.',
    after: same,
    columns: { random: 'stage_id version', clear: 'proposed_by', draft: 'proposal_sealed' },
  },
  stage_stop: {
    what: 'That an owner stopped a stage',
    before: 'Who, and when.',
    after: 'The same, until the purge.',
    columns: { random: 'stage_id', clear: 'organizer_id stopped_at state' },
  },
  stage_photo: {
    what: 'The photo of a letter that was handed over',
    before: 'The picture as the page shows it, made anew from its pixels.',
    after: 'The same, until the purge.',
    columns: { random: 'stage_id', shown: 'jpeg width height' },
  },
  stage_call: {
    what: 'How many say that they have written themselves',
    before: 'Two numbers. Never who.',
    after: same,
    columns: { random: 'stage_id', clear: 'waiting counted' },
  },
  call_recipient: {
    what: 'Whom a call to write names, as of its start',
    before: 'Name and office, as everybody can read. The mail address is sealed: with the key it can be read.',
    after: 'The same, until the purge.',
    columns: { random: 'id stage_id', shown: 'name office', server: 'address_sealed' },
  },
  plan_watch: {
    what: 'When this server last looked whether a stage is due',
    before: 'One moment, for all letters.',
    after: same,
    columns: { random: 'only_row', clear: 'looked_at' },
  },
  stage_recipient: {
    what: 'Which delivery goes to whom',
    before: 'All of it.',
    after: same,
    columns: { random: 'stage_id recipient_id' },
  },
  snapshot: {
    what: 'What a delivery consisted of',
    before: 'The counts and a hash. The list of names is sealed: with the key it can be read.',
    after: 'The same, until two weeks after the last copy has gone: then the list is deleted.',
    columns: {
      random: 'stage_id version',
      clear: 'revision tally as_of made_on stale note press_contact',
      hash: 'content_hash',
      names: 'list_sealed',
    },
  },
  snapshot_edition: {
    what: 'The delivered PDF',
    before: 'Its size and its hash. The document is sealed: with the key it can be read.',
    after: 'The same, until two weeks after the last copy has gone: then the document is deleted.',
    columns: {
      random: 'stage_id version',
      clear: 'since_revision names pdf_bytes',
      hash: 'content_hash pdf_hash',
      names: 'pdf_sealed',
    },
  },
  delivery: {
    what: 'One copy to one recipient',
    before:
      'When it was handed over, and what the mail server said. The address is sealed: with the key it can be read.',
    after: 'The same. The address goes with the purge.',
    columns: {
      random: 'id stage_id recipient_id worker',
      shown: 'state accepted_at',
      clear: 'message_id since_revision snapshot_version tries first_tried_at last_tried_at last_answer next_try_at',
      hash: 'content_hash',
      draft: 'address_sealed',
    },
  },
  recipient_page: {
    what: 'A recipient’s private page',
    before: 'That it exists. Its address is sealed: with the key it can be read.',
    after: 'The same, until the purge.',
    columns: { random: 'delivery_id', clear: 'revoked', hash: 'token_hash', server: 'token_sealed' },
  },
  receipt: {
    what: 'That a recipient confirmed the receipt',
    before: 'When.',
    after: same,
    columns: { random: 'delivery_id', shown: 'confirmed_at' },
  },
  recipient_challenge: {
    what: 'A recipient’s answer that waits for its code',
    before: 'For fifteen minutes: when.',
    after: same,
    columns: {
      random: 'id delivery_id response_id',
      clear: 'attempts_left created_at expires_at',
      hash: 'answer_hash',
    },
  },
  recipient_upload: {
    what: 'A PDF that waits for the code of its answer',
    before: 'For an hour: the document, sealed.',
    after: same,
    columns: { random: 'challenge_id', server: 'sealed' },
  },
  response: {
    what: 'Answers',
    before: 'Published ones, as everybody can read. The others are sealed: with the key they can be read.',
    after: 'The same. What was not published goes with the purge.',
    columns: {
      random: 'id letter_id delivery_id recipient_id',
      shown: 'text answered_by answered_on published_at counts_as_answer',
      clear: 'way',
      server: 'text_sealed answered_by_sealed',
    },
  },
  response_pdf: {
    what: 'The PDF that came with an answer',
    before: 'Its size and its hash. The document is sealed, as it came: with the key it can be read.',
    after: 'The same. What was not published goes with the purge.',
    columns: { random: 'response_id', shown: 'published_at', clear: 'bytes', hash: 'hash', server: 'sealed' },
  },
  bounce: {
    what: 'What a mail server sent back of a copy',
    before: 'What it said, without addresses, and on which day.',
    after: 'The same, until the purge.',
    columns: { random: 'delivery_id', clear: 'verdict status said noted_on', hash: 'report_hash' },
  },

  // Those who asked for updates
  subscriber: {
    what: 'An address that asked for updates of a letter',
    before:
      'How many there are, as keyed hashes in no order. The addresses are sealed: with the key they can be read. Nothing says whether any of them has signed.',
    after: 'The same, until the names are due: then the key is destroyed and the list deleted.',
    columns: { random: 'id letter_id', hash: 'address_tag', names: 'address_sealed' },
  },
  subscriber_challenge: {
    what: 'An address that asked for updates, and waits for its code',
    before: 'For fifteen minutes: that somebody asked. The address is sealed, and in no log or backup of the database.',
    after: same,
    columns: {
      random: 'id letter_id',
      clear: 'attempts_left expires_at',
      hash: 'tag',
      names: 'address_sealed',
    },
  },
  subscriber_receipt: {
    what: 'What was mailed to an address that asked',
    before: 'That a mail went to one of the list, and about what.',
    after: 'The same, until the names are due.',
    columns: { random: 'subscriber_id about', clear: 'state' },
  },
  letter_update: {
    what: 'What organizers tell those who asked',
    before: 'Published ones, as everybody can read. A draft is sealed: with the key it can be read.',
    after: 'The same. Drafts go with the purge, and their key is destroyed.',
    columns: { random: 'id letter_id version', shown: 'text published_on number', draft: 'draft_sealed' },
  },

  // The machinery
  idempotency: {
    what: 'Answers to programs that may ask twice',
    before: 'For a day: sealed answers to organizers’ programs. Nothing of signing.',
    after: same,
    columns: { clear: 'status created_at', hash: 'key_hash request_hash', server: 'body' },
  },
  installation: {
    what: 'That this database belongs to these keys',
    before: 'A hash, and which kinds of keys letters have.',
    after: same,
    columns: { random: 'only_row', clear: 'key_kinds', hash: 'key_check' },
  },
  migration: {
    what: 'Which version of the software made the tables',
    before: 'Names of files.',
    after: same,
    columns: { clear: 'name', hash: 'checksum' },
  },
}

export const kindWords: Record<Kind, string> = {
  shown: 'Shown on the site',
  clear: 'Readable',
  random: 'Numbers without a meaning outside',
  hash: 'Hashes',
  claims: 'Sealed, under the key that is destroyed when the letter closes',
  names: 'Sealed, under the key that is destroyed when the names are due',
  draft: 'Sealed, under the key that is destroyed when the draft is discarded or the letter purged',
  server: 'Sealed, under the server’s key',
}

const kinds = Object.keys(kindWords) as Kind[]

export interface HeldTable {
  table: string
  what: string
  before: string
  after: string
  columns: { words: string; names: string }[]
}

/** The same as rows of a page. */
export function heldTables(): HeldTable[] {
  return Object.entries(tables).map(([table, { what, before, after, columns }]) => ({
    table,
    what,
    before,
    after,
    columns: kinds.flatMap((kind) => {
      const names = columnsOf(columns[kind])
      return names.length === 0 ? [] : [{ words: kindWords[kind], names: names.join(', ') }]
    }),
  }))
}

/** Every column that is described, to be compared with the real ones. */
export function describedColumns(): string[] {
  return Object.entries(tables).flatMap(([table, { columns }]) =>
    kinds.flatMap((kind) => columnsOf(columns[kind]).map((column) => `${table}.${column}`)),
  )
}

function columnsOf(names = ''): string[] {
  return names.split(' ').filter((name) => name !== '')
}

export interface Held {
  /** The database is the one that came with this program. */
  embedded: boolean
  proxies: number
  tables: HeldTable[]
}

/** From the configuration: what else there is that somebody could be told to hand over. */
export function inventoryOf(config: { externalDatabase: boolean; proxies: number }): Held {
  return { embedded: !config.externalDatabase, proxies: config.proxies, tables: heldTables() }
}
