/* eslint-disable max-lines -- a list, read beside the migrations */
import { say, type Sentence } from '../../refusal.ts'
import { draftingErasedAfterDays } from '../life.ts'

/** The condition for reading a column; see `tables` below. */
export type Kind =
  'shown' | 'clear' | 'random' | 'hash' | 'claims' | 'names' | 'together' | 'draft' | 'server' | 'browser'

interface Entry {
  what: Sentence
  /** Data that a court or a thief gets while the letter takes signatures. */
  before: Sentence
  /** Data that they get after it has closed. */
  after: Sentence
  columns: Partial<Record<Kind, string>>
}

const gone = say('inventory-gone')
const same = say('inventory-same')
const goneOfLetter = say('inventory-gone-of-letter')
const claims = {
  what: say('inventory-claim-what'),
  before: say('inventory-claim-before'),
  after: say('inventory-claim-after'),
}

/**
 * Every table of the database, with every column. A test compares this list with the migrations, so that the page leaves nothing
 * out.
 * - `shown`: public on the site.
 * - `clear`: readable in a copy of the database.
 * - `random`: random numbers without a meaning outside the database.
 * - `hash`: can be compared, but not read.
 * - `claims`, `names`, `together`, `draft` and `server`: sealed under that key, which is stored outside the database. A letter's claims
 *   key is destroyed when it closes, its names key when the names are due, its key of names that wait when the waiting ends, and its
 *   draft key when the draft is discarded or the letter is purged.
 * - `browser`: sealed under a key that only somebody's browser has.
 */
const tables: Record<string, Entry> = {
  // Who signed
  claim: { ...claims, columns: { random: 'letter_id', hash: 'tag request_hash drawn_hash' } },
  claim_bucket: { ...claims, columns: { random: 'letter_id number', hash: 'entries' } },
  claim_count: {
    what: say('inventory-claim-count-what'),
    before: say('inventory-claim-count-before'),
    after: goneOfLetter,
    columns: { random: 'letter_id', clear: 'claims' },
  },
  challenge: {
    what: say('inventory-challenge-what'),
    before: say('inventory-challenge-before'),
    after: goneOfLetter,
    columns: {
      random: 'id letter_id',
      clear: 'purpose attempts_left answers_left created_at expires_at',
      hash: 'tag',
      claims: 'payload_sealed',
    },
  },
  mailed_code: {
    what: say('inventory-mailed-code-what'),
    before: say('inventory-mailed-code-before'),
    after: say('inventory-mailed-code-after'),
    columns: {
      random: 'slot letter_id claims_of id spent_on',
      clear: 'created_at expires_at',
      hash: 'tag code_mac',
      server: 'mail_sealed',
    },
  },
  mailed_code_attempts: {
    what: say('inventory-mailed-code-attempts-what'),
    before: say('inventory-mailed-code-attempts-before'),
    after: say('inventory-mailed-code-after'),
    columns: { random: 'claims_of', clear: 'hour wrong', hash: 'tag' },
  },
  code_epoch: {
    what: say('inventory-code-epoch-what'),
    before: say('inventory-code-epoch-before'),
    after: same,
    columns: { random: 'one_row epoch' },
  },
  mail_allowance: {
    what: say('inventory-mail-allowance-what'),
    before: say('inventory-mail-allowance-before'),
    after: same,
    columns: { clear: 'sent hour', hash: 'bucket' },
  },
  waiting_signature: {
    what: say('inventory-waiting-signature-what'),
    before: say('inventory-waiting-signature-before'),
    after: gone,
    columns: {
      random: 'id letter_id',
      clear: 'revision visibility class employer_id resemblance removal_due',
      hash: 'verifier claim_tag',
      names: 'name_sealed facets_sealed for_log_sealed',
      together: 'held_sealed',
    },
  },
  signature: {
    what: say('inventory-signature-what'),
    before: say('inventory-signature-before'),
    after: say('inventory-signature-after'),
    columns: {
      random: 'id letter_id',
      shown: 'revision visibility class name name_folded title name_salt counted revealed opening opening_salt',
      clear:
        'employer_id resemblance doubtful invalid_reason name_hidden pending_visibility pending_revision pending_withdrawal withdrawn removal_due named moves',
      hash: 'verifier claim_tag name_entry',
      names: 'name_sealed facets_sealed for_log_sealed',
      together: 'held_sealed',
    },
  },
  together: {
    what: say('inventory-together-what'),
    before: say('inventory-together-before'),
    after: say('inventory-together-after'),
    columns: {
      random: 'letter_id key_destroyed',
      shown: 'needed until state standing reached_at reveals_at agreed ended_at round',
    },
  },
  log_opening: {
    what: say('inventory-log-opening-what'),
    before: say('inventory-log-opening-before'),
    after: same,
    columns: { shown: 'letter_id commitment' },
  },
  issuer: {
    what: say('inventory-issuer-what'),
    before: say('inventory-issuer-before'),
    after: say('inventory-issuer-after'),
    columns: { shown: 'letter_id class id public_key', claims: 'private_sealed' },
  },
  code_key: {
    what: say('inventory-code-key-what'),
    before: say('inventory-code-key-before'),
    after: say('inventory-code-key-after'),
    columns: { shown: 'letter_id class public_key', claims: 'private_sealed' },
  },
  handed_over: {
    what: say('inventory-handed-over-what'),
    before: say('inventory-handed-over-before'),
    after: gone,
    columns: { random: 'letter_id', clear: 'count', hash: 'tag request_hash' },
  },
  pending: {
    what: say('inventory-pending-what'),
    before: say('inventory-pending-before'),
    after: say('inventory-pending-after'),
    columns: {
      random: 'letter_id',
      clear: 'id class public_key prefix signatures revision commitment proof withdrawal',
      names: 'facets_sealed',
    },
  },
  credential: {
    what: say('inventory-credential-what'),
    before: say('inventory-credential-before'),
    after: same,
    columns: {
      shown: 'id letter_id class public_key prefix signatures revision commitment proof',
      clear: 'agreed_revision agreed_commitment agreed_proof withdrawal never_counted',
    },
  },
  waiting_statement: {
    what: say('inventory-waiting-statement-what'),
    before: say('inventory-waiting-statement-before'),
    after: gone,
    columns: {
      random: 'id letter_id',
      clear: 'class',
      hash: 'public_key tag earlier_author',
      names: 'text_sealed',
    },
  },
  statement: {
    what: say('inventory-statement-what'),
    before: say('inventory-statement-before'),
    after: say('inventory-statement-after'),
    columns: {
      random: 'id letter_id',
      shown: 'class text',
      clear: 'state',
      hash: 'public_key tag earlier_author',
      names: 'text_sealed',
    },
  },
  facet_tally: {
    what: say('inventory-facet-tally-what'),
    before: say('inventory-facet-tally-before'),
    after: same,
    columns: { random: 'letter_id', clear: 'revision facet value count' },
  },
  name_claim: {
    what: say('inventory-name-claim-what'),
    before: say('inventory-name-claim-before'),
    after: say('inventory-same-until-purge'),
    columns: { random: 'id letter_id signature_id', clear: 'kind state received_on', server: 'message_sealed' },
  },
  refused_mail: {
    what: say('inventory-refused-mail-what'),
    before: say('inventory-refused-mail-before'),
    after: say('inventory-same-until-purge'),
    columns: { random: 'letter_id', clear: 'domain day refused arrived' },
  },
  code_total: {
    what: say('inventory-code-total-what'),
    before: say('inventory-code-total-before'),
    after: say('inventory-same-until-purge'),
    columns: {
      random: 'letter_id',
      clear: 'sent refused shown_sent shown_refused shown_domains handed_over shown_handed_over',
    },
  },
  mine_alone: {
    what: say('inventory-mine-alone-what'),
    before: say('inventory-mine-alone-before'),
    after: say('inventory-same-until-purge'),
    columns: { random: 'letter_id', clear: 'day said' },
  },

  // The counts
  tally: {
    what: say('inventory-tally-what'),
    before: say('inventory-tally-before'),
    after: same,
    columns: { random: 'letter_id', shown: 'revision class visibility count', clear: 'employer_id' },
  },
  log: {
    what: say('inventory-log-what'),
    before: say('inventory-log-before'),
    after: same,
    columns: {
      shown:
        'letter_id size edge ids revision policy_hash names_hash names names_nonce closed checkpoint checkpoint_size checkpoint_ids checkpoint_at',
    },
  },
  log_leaf: {
    what: say('inventory-log-leaf-what'),
    before: say('inventory-log-leaf-before'),
    after: same,
    columns: { shown: 'letter_id number leaf_id leaf proof' },
  },
  log_tile: {
    what: say('inventory-log-tile-what'),
    before: say('inventory-log-tile-before'),
    after: same,
    columns: { shown: 'letter_id level number hashes' },
  },
  log_document: {
    what: say('inventory-log-document-what'),
    before: say('inventory-log-document-before'),
    after: same,
    columns: { shown: 'letter_id hash text' },
  },
  log_names_part: {
    what: say('inventory-log-names-part-what'),
    before: say('inventory-log-names-part-before'),
    after: same,
    columns: { shown: 'letter_id part', hash: 'hash' },
  },
  letter_copy: {
    what: say('inventory-letter-copy-what'),
    before: say('inventory-letter-copy-before'),
    after: same,
    columns: { random: 'letter_id', clear: 'number' },
  },
  changed_signature: {
    what: say('inventory-changed-signature-what'),
    before: say('inventory-changed-signature-before'),
    after: same,
    columns: { random: 'letter_id signature_id', clear: 'copied' },
  },
  tally_day: {
    what: say('inventory-tally-day-what'),
    before: say('inventory-tally-day-before'),
    after: same,
    columns: { random: 'letter_id', clear: 'day class net' },
  },
  breakdown: {
    what: say('inventory-breakdown-what'),
    before: say('inventory-breakdown-before'),
    after: same,
    columns: { random: 'letter_id', clear: 'substance_revision as_of figures' },
  },

  // The letter
  letter: {
    what: say('inventory-letter-what'),
    before: say('inventory-letter-before'),
    after: say('inventory-letter-after'),
    columns: {
      random: 'id draft_version claims_key_destroyed names_key_destroyed draft_key_destroyed',
      shown:
        'slug state paused names_hidden public press_contact second_place embargo_until visibilities goal revision substance_revision as_of next_batch_at collecting closes_at extendable_until latest_end extended_from closed_at facets names_by_employer paper vouches_each checks_each redeems_until hidden_on_request purged_at together_needed together_until',
      clear:
        'quiet_token batch_minutes batch_size first_threshold notice_hours created_on opened_at ends_on purges_at erases_at drafting_kept names_doubtful names_checked',
      draft: 'draft_sealed savers_sealed',
      hash: 'quiet_hash',
      server: 'quiet_sealed',
    },
  },
  draft_live: {
    what: say('inventory-draft-live-what'),
    before: say('inventory-draft-live-before'),
    after: say('inventory-draft-live-after'),
    columns: { random: 'letter_id generation', clear: 'last_seq written_seq idle' },
  },
  draft_update: {
    what: say('inventory-draft-update-what'),
    before: say('inventory-draft-update-before'),
    after: say('inventory-draft-live-after'),
    columns: { random: 'letter_id', clear: 'seq', draft: 'sealed' },
  },
  draft_presence: {
    what: say('inventory-draft-presence-what'),
    before: say('inventory-draft-presence-before'),
    after: say('inventory-draft-live-after'),
    columns: { random: 'letter_id connection process', draft: 'sealed' },
  },
  revision: {
    what: say('inventory-revision-what'),
    before: say('inventory-public'),
    after: same,
    columns: {
      random: 'letter_id',
      shown: 'number kind title text demands recipients employers language hash published_on',
    },
  },
  draft_version: {
    what: say('inventory-draft-version-what'),
    before: say('inventory-draft-version-before', { days: draftingErasedAfterDays }),
    after: goneOfLetter,
    columns: { random: 'letter_id', clear: 'number kept_on', draft: 'content_sealed label_sealed' },
  },
  draft_version_read: {
    what: say('inventory-draft-version-read-what'),
    before: say('inventory-draft-version-read-before'),
    after: goneOfLetter,
    columns: { random: 'letter_id', clear: 'number organizer_id' },
  },
  demand_state: {
    what: say('inventory-demand-state-what'),
    before: say('inventory-public'),
    after: same,
    columns: { random: 'letter_id', shown: 'number demand state since note link' },
  },
  campaign: {
    what: say('inventory-campaign-what'),
    before: say('inventory-campaign-before'),
    after: say('inventory-campaign-after'),
    columns: { random: 'id begun_by', shown: 'slug title', hash: 'invitation_hash', draft: 'invitation_sealed' },
  },
  campaign_letter: {
    what: say('inventory-campaign-letter-what'),
    before: say('inventory-public'),
    after: goneOfLetter,
    columns: { random: 'letter_id campaign_id' },
  },
  draft_thread: {
    what: say('inventory-draft-thread-what'),
    before: say('inventory-draft-thread-before'),
    after: say('inventory-draft-thread-after'),
    columns: { random: 'letter_id', clear: 'number open comments', draft: 'sealed' },
  },
  draft_passages: {
    what: say('inventory-draft-passages-what'),
    before: say('inventory-draft-passages-before'),
    after: say('inventory-draft-thread-after'),
    columns: { random: 'letter_id', clear: 'last_number', draft: 'sealed' },
  },
  drafting_name: {
    what: say('inventory-drafting-name-what'),
    before: say('inventory-drafting-name-before'),
    after: say('inventory-draft-thread-after'),
    columns: { random: 'letter_id organizer_id', draft: 'sealed' },
  },
  employer: {
    what: say('inventory-employer-what'),
    before: say('inventory-employer-before'),
    after: say('inventory-employer-after'),
    columns: { random: 'id letter_id', shown: 'name domains current', clear: 'people' },
  },
  recipient: {
    what: say('inventory-recipient-what'),
    before: say('inventory-recipient-address'),
    after: say('inventory-recipient-after'),
    columns: {
      random: 'id letter_id',
      shown: 'name office current',
      clear: 'since_revision press_of',
      draft: 'address_sealed',
    },
  },

  // Organizers
  organizer: {
    what: say('inventory-organizer-what'),
    before: say('inventory-organizer-before'),
    after: say('inventory-organizer-after'),
    columns: { random: 'id', clear: 'name created_on', hash: 'address_tag', server: 'address_sealed' },
  },
  organizer_session: {
    what: say('inventory-organizer-session-what'),
    before: say('inventory-organizer-session-before'),
    after: same,
    columns: {
      random: 'id organizer_id',
      clear: 'label created_on last_used_on expires_at recovers_until proved_at mailbox_proved_at',
      hash: 'refresh_hash passkey_hash',
    },
  },
  passkey: {
    what: say('inventory-passkey-what'),
    before: say('inventory-passkey-before'),
    after: say('inventory-same-until-purge'),
    columns: {
      random: 'organizer_id',
      clear: 'counter created_on last_used_on',
      hash: 'credential_hash',
      server: 'sealed',
    },
  },
  spent_passkey_challenge: {
    what: say('inventory-spent-passkey-challenge-what'),
    before: say('inventory-spent-passkey-challenge-before'),
    after: same,
    columns: { clear: 'expires_at', hash: 'challenge_hash' },
  },
  sign_in_challenge: {
    what: say('inventory-sign-in-challenge-what'),
    before: say('inventory-sign-in-challenge-before'),
    after: same,
    columns: { random: 'id', clear: 'attempts_left expires_at', hash: 'tag', server: 'address_sealed' },
  },
  recovery_code: {
    what: say('inventory-recovery-code-what'),
    before: say('inventory-recovery-code-before'),
    after: say('inventory-same-until-purge'),
    columns: { random: 'organizer_id', clear: 'ends_at', hash: 'code_hash' },
  },
  address_change: {
    what: say('inventory-address-change-what'),
    before: say('inventory-address-change-before'),
    after: same,
    columns: { random: 'organizer_id', clear: 'due_at', hash: 'address_tag', server: 'address_sealed' },
  },
  recovery_link: {
    what: say('inventory-recovery-link-what'),
    before: say('inventory-recovery-link-before'),
    after: same,
    columns: { random: 'organizer_id', clear: 'expires_at', hash: 'token_hash' },
  },
  account_challenge: {
    what: say('inventory-account-challenge-what'),
    before: say('inventory-account-challenge-before'),
    after: same,
    columns: {
      random: 'id organizer_id',
      clear: 'act attempts_left expires_at',
      hash: 'own_tag new_tag',
      server: 'address_sealed',
    },
  },
  account_notice: {
    what: say('inventory-account-notice-what'),
    before: say('inventory-account-notice-before'),
    after: same,
    columns: { random: 'id', clear: 'expires_at', server: 'mail_sealed' },
  },
  invitation: {
    what: say('inventory-invitation-what'),
    before: say('inventory-invitation-before'),
    after: say('inventory-same-until-purge'),
    columns: { random: 'letter_id invited_by', clear: 'role expires_at', hash: 'token_hash' },
  },
  invitation_mail: {
    what: say('inventory-invitation-mail-what'),
    before: say('inventory-invitation-mail-before'),
    after: same,
    columns: { clear: 'expires_at', hash: 'token_hash', server: 'mail_sealed' },
  },
  review_link: {
    what: say('inventory-review-link-what'),
    before: say('inventory-review-link-before'),
    after: say('inventory-review-link-after'),
    columns: {
      random: 'id letter_id',
      clear: 'made_on last_day used_on refused_on ended_on',
      hash: 'token_hash browser_hash',
      draft: 'sealed text_sealed',
    },
  },
  membership: {
    what: say('inventory-membership-what'),
    before: say('inventory-all'),
    after: say('inventory-same-until-purge'),
    columns: { random: 'letter_id organizer_id', clear: 'role owner_since' },
  },
  approval: {
    what: say('inventory-approval-what'),
    before: say('inventory-all'),
    after: say('inventory-same-until-purge'),
    columns: {
      random: 'id letter_id',
      clear: 'act subject proposed_by decided_by state proposed_on granted_until asked_at reminded',
      draft: 'detail_sealed',
    },
  },
  approval_refusal: {
    what: say('inventory-approval-refusal-what'),
    before: say('inventory-approval-refusal-before'),
    after: same,
    columns: { random: 'approval_id', clear: 'organizer_id refused_on', draft: 'reason_sealed' },
  },
  approval_look: {
    what: say('inventory-approval-look-what'),
    before: say('inventory-approval-look-before'),
    after: same,
    columns: { random: 'letter_id about shown_hash', clear: 'organizer_id', draft: 'shown_sealed before_sealed' },
  },
  activity: {
    what: say('inventory-activity-what'),
    before: say('inventory-activity-before'),
    after: say('inventory-same-until-purge'),
    columns: { random: 'id letter_id', clear: 'organizer_id what detail at' },
  },

  // Delivery
  stage: {
    what: say('inventory-stage-what'),
    before: say('inventory-stage-before'),
    after: say('inventory-stage-after'),
    columns: {
      random: 'id letter_id version',
      shown: 'number kind state announced_at notice_until finished_at handed_on',
      clear:
        'covering_note disclosure confirmed_at cancelled_at approved_at approved_revision approved_contact approved_place answer_days answer_by embargo_at embargo_zone fired_at late_since late_because stopped_from stopped_at',
      hash: 'approved_addresses',
    },
  },
  stage_condition: {
    what: say('inventory-stage-condition-what'),
    before: say('inventory-all'),
    after: same,
    columns: { random: 'stage_id after_stage', clear: 'kind local_time zone due_at class least days' },
  },
  stage_change: {
    what: say('inventory-stage-change-what'),
    before: say('inventory-stage-change-before'),
    after: same,
    columns: { random: 'stage_id version', clear: 'proposed_by', draft: 'proposal_sealed' },
  },
  stage_stop: {
    what: say('inventory-stage-stop-what'),
    before: say('inventory-stage-stop-before'),
    after: say('inventory-same-until-purge'),
    columns: { random: 'stage_id', clear: 'organizer_id stopped_at state' },
  },
  stage_photo: {
    what: say('inventory-stage-photo-what'),
    before: say('inventory-stage-photo-before'),
    after: say('inventory-same-until-purge'),
    columns: { random: 'stage_id', shown: 'jpeg width height' },
  },
  stage_call: {
    what: say('inventory-stage-call-what'),
    before: say('inventory-stage-call-before'),
    after: same,
    columns: { random: 'stage_id', clear: 'waiting counted' },
  },
  call_recipient: {
    what: say('inventory-call-recipient-what'),
    before: say('inventory-recipient-address'),
    after: say('inventory-same-until-purge'),
    columns: { random: 'id stage_id', shown: 'name office', server: 'address_sealed' },
  },
  plan_watch: {
    what: say('inventory-plan-watch-what'),
    before: say('inventory-plan-watch-before'),
    after: same,
    columns: { random: 'only_row', clear: 'looked_at' },
  },
  stage_recipient: {
    what: say('inventory-stage-recipient-what'),
    before: say('inventory-all'),
    after: same,
    columns: { random: 'stage_id recipient_id' },
  },
  snapshot: {
    what: say('inventory-snapshot-what'),
    before: say('inventory-snapshot-before'),
    after: say('inventory-snapshot-after'),
    columns: {
      random: 'stage_id version',
      clear: 'revision tally as_of made_on stale note press_contact second_place answer_by checkpoint',
      hash: 'content_hash',
      names: 'list_sealed',
    },
  },
  snapshot_edition: {
    what: say('inventory-snapshot-edition-what'),
    before: say('inventory-snapshot-edition-before'),
    after: say('inventory-snapshot-edition-after'),
    columns: {
      random: 'stage_id version',
      clear: 'since_revision names',
      hash: 'content_hash',
    },
  },
  copy_pdf: {
    what: say('inventory-copy-pdf-what'),
    before: say('inventory-copy-pdf-before'),
    after: say('inventory-copy-pdf-after'),
    columns: { random: 'delivery_id', clear: 'version bytes', hash: 'hash', names: 'sealed' },
  },
  delivery: {
    what: say('inventory-delivery-what'),
    before: say('inventory-delivery-before'),
    after: say('inventory-delivery-after'),
    columns: {
      random: 'id stage_id recipient_id worker',
      shown: 'state accepted_at',
      clear:
        'message_id since_revision snapshot_version tries first_tried_at last_tried_at last_answer next_try_at receipt_reminded',
      hash: 'content_hash',
      draft: 'address_sealed',
    },
  },
  recipient_page: {
    what: say('inventory-recipient-page-what'),
    before: say('inventory-recipient-page-before'),
    after: say('inventory-same-until-purge'),
    columns: {
      random: 'delivery_id',
      clear: 'revoked',
      hash: 'token_hash check_hash',
      server: 'token_sealed check_sealed',
    },
  },
  receipt: {
    what: say('inventory-receipt-what'),
    before: say('inventory-receipt-before'),
    after: same,
    columns: { random: 'delivery_id', shown: 'confirmed_at' },
  },
  delegation: {
    what: say('inventory-delegation-what'),
    before: say('inventory-delegation-before'),
    after: say('inventory-same-until-purge'),
    columns: {
      random: 'id delivery_id',
      clear: 'delegated_on link',
      hash: 'token_hash',
      server: 'token_sealed',
      draft: 'person_sealed',
    },
  },
  time_request: {
    what: say('inventory-time-request-what'),
    before: say('inventory-time-request-before'),
    after: same,
    columns: { random: 'delivery_id', shown: 'asked_on until', clear: 'number' },
  },
  recipient_challenge: {
    what: say('inventory-recipient-challenge-what'),
    before: say('inventory-recipient-challenge-before'),
    after: same,
    columns: {
      random: 'id delivery_id response_id',
      clear: 'attempts_left created_at expires_at',
      hash: 'answer_hash',
    },
  },
  recipient_upload: {
    what: say('inventory-recipient-upload-what'),
    before: say('inventory-recipient-upload-before'),
    after: same,
    columns: { random: 'challenge_id', server: 'sealed' },
  },
  response: {
    what: say('inventory-response-what'),
    before: say('inventory-response-before'),
    after: say('inventory-response-after'),
    columns: {
      random: 'id letter_id delivery_id recipient_id',
      shown: 'text answered_by answered_on published_at verdict',
      clear: 'way signature_state signature_domain signature_checked_on edited',
      server: 'text_sealed answered_by_sealed',
    },
  },
  response_pdf: {
    what: say('inventory-response-pdf-what'),
    before: say('inventory-response-pdf-before'),
    after: say('inventory-response-pdf-after'),
    columns: { random: 'response_id', shown: 'published_at', clear: 'bytes', hash: 'hash', server: 'sealed' },
  },
  bounce: {
    what: say('inventory-bounce-what'),
    before: say('inventory-bounce-before'),
    after: say('inventory-same-until-purge'),
    columns: {
      random: 'delivery_id number',
      clear: 'verdict status said reason noted_on superseded',
      hash: 'report_hash',
    },
  },
  returned_mail: {
    what: say('inventory-returned-mail-what'),
    before: say('inventory-returned-mail-before'),
    after: say('inventory-returned-mail-after'),
    columns: { random: 'id letter_id delivery_id', clear: 'kind came_on', hash: 'mail_hash', server: 'text_sealed' },
  },

  // Subscribers to updates
  subscriber: {
    what: say('inventory-subscriber-what'),
    before: say('inventory-subscriber-before'),
    after: say('inventory-subscriber-after'),
    columns: { random: 'id letter_id', hash: 'address_tag', names: 'address_sealed' },
  },
  subscriber_challenge: {
    what: say('inventory-subscriber-challenge-what'),
    before: say('inventory-subscriber-challenge-before'),
    after: same,
    columns: {
      random: 'id letter_id',
      clear: 'attempts_left expires_at',
      hash: 'tag',
      names: 'address_sealed',
    },
  },
  subscriber_receipt: {
    what: say('inventory-subscriber-receipt-what'),
    before: say('inventory-subscriber-receipt-before'),
    after: say('inventory-subscriber-receipt-after'),
    columns: { random: 'subscriber_id about', clear: 'state' },
  },
  subscriber_report: {
    what: say('inventory-subscriber-report-what'),
    before: say('inventory-subscriber-report-before'),
    after: say('inventory-subscriber-receipt-after'),
    columns: { random: 'subscriber_id', clear: 'reason' },
  },
  letter_update: {
    what: say('inventory-letter-update-what'),
    before: say('inventory-letter-update-before'),
    after: say('inventory-letter-update-after'),
    columns: { random: 'id letter_id version', shown: 'text published_on number', draft: 'draft_sealed' },
  },

  // Queue, limits and other internal tables
  idempotency: {
    what: say('inventory-idempotency-what'),
    before: say('inventory-idempotency-before'),
    after: same,
    columns: { clear: 'status created_at', hash: 'key_hash request_hash', server: 'body' },
  },
  kept_form: {
    what: say('inventory-kept-form-what'),
    before: say('inventory-kept-form-before'),
    after: same,
    columns: { clear: 'expires_at', hash: 'id', browser: 'sealed' },
  },
  installation: {
    what: say('inventory-installation-what'),
    before: say('inventory-installation-before'),
    after: same,
    columns: { random: 'only_row', clear: 'key_kinds', hash: 'key_check' },
  },
  migration: {
    what: say('inventory-migration-what'),
    before: say('inventory-migration-before'),
    after: same,
    columns: { clear: 'name', hash: 'checksum' },
  },
}

const kindWords: Record<Kind, Sentence> = {
  shown: say('inventory-kind-shown'),
  clear: say('inventory-kind-clear'),
  random: say('inventory-kind-random'),
  hash: say('inventory-kind-hash'),
  claims: say('inventory-kind-claims'),
  names: say('inventory-kind-names'),
  together: say('inventory-kind-together'),
  draft: say('inventory-kind-draft'),
  server: say('inventory-kind-server'),
  browser: say('inventory-kind-browser'),
}

const kinds = Object.keys(kindWords) as Kind[]

export interface HeldTable {
  table: string
  what: Sentence
  before: Sentence
  after: Sentence
  columns: { kind: Kind; words: Sentence; names: string }[]
}

/** The list as rows of a page. */
export function heldTables(): HeldTable[] {
  return Object.entries(tables).map(([table, { what, before, after, columns }]) => ({
    table,
    what,
    before,
    after,
    columns: kinds.flatMap((kind) => {
      const names = columnsOf(columns[kind])
      return names.length === 0 ? [] : [{ kind, words: kindWords[kind], names: names.join(', ') }]
    }),
  }))
}

/** Every column that the list describes, for the comparison with the real ones. */
export function describedColumns(): string[] {
  return Object.entries(tables).flatMap(([table, { columns }]) =>
    kinds.flatMap((kind) => columnsOf(columns[kind]).map((column) => `${table}.${column}`)),
  )
}

function columnsOf(names = ''): string[] {
  return names.split(' ').filter((name) => name !== '')
}

export interface Held {
  /** True if the program runs its own database. */
  embedded: boolean
  proxies: number
  tables: HeldTable[]
}

/** Adds what follows from the configuration: who runs the database, and the number of proxies in front of the server. */
export function inventoryOf(config: { externalDatabase: boolean; proxies: number }): Held {
  return { embedded: !config.externalDatabase, proxies: config.proxies, tables: heldTables() }
}
