/* eslint-disable max-lines -- a list, read beside the migrations */
import type { ColumnType, Generated, Insertable, Selectable } from 'kysely'

/**
 * The tables of migrations/. `npm run schema` writes them. A day is 'YYYY-MM-DD'. Some values are written as JSON text, as their
 * types say.
 */
export interface Schema {
  installation: InstallationTable
  organizer: OrganizerTable
  organizer_session: OrganizerSessionTable
  sign_in_challenge: SignInChallengeTable
  invitation: InvitationTable
  letter: LetterTable
  membership: MembershipTable
  revision: RevisionTable
  employer: EmployerTable
  recipient: RecipientTable
  approval: ApprovalTable
  activity: ActivityTable
  claim: ClaimTable
  issuer: IssuerTable
  credential: CredentialTable
  pending: PendingTable
  challenge: ChallengeTable
  code_epoch: CodeEpochTable
  mail_allowance: MailAllowanceTable
  mailed_code: MailedCodeTable
  mailed_code_attempts: MailedCodeAttemptsTable
  waiting_signature: WaitingSignatureTable
  signature: SignatureTable
  tally: TallyTable
  tally_day: TallyDayTable
  breakdown: BreakdownTable
  facet_tally: FacetTallyTable
  waiting_statement: WaitingStatementTable
  statement: StatementTable
  name_claim: NameClaimTable
  refused_mail: RefusedMailTable
  stage: StageTable
  stage_recipient: StageRecipientTable
  stage_condition: StageConditionTable
  stage_change: StageChangeTable
  stage_stop: StageStopTable
  stage_photo: StagePhotoTable
  stage_call: StageCallTable
  call_recipient: CallRecipientTable
  plan_watch: PlanWatchTable
  snapshot: SnapshotTable
  snapshot_edition: SnapshotEditionTable
  copy_pdf: CopyPdfTable
  delivery: DeliveryTable
  recipient_page: RecipientPageTable
  receipt: ReceiptTable
  recipient_challenge: RecipientChallengeTable
  recipient_upload: RecipientUploadTable
  response: ResponseTable
  subscriber: SubscriberTable
  subscriber_challenge: SubscriberChallengeTable
  letter_update: LetterUpdateTable
  subscriber_receipt: SubscriberReceiptTable
  bounce: BounceTable
  invitation_mail: InvitationMailTable
  response_pdf: ResponsePdfTable
  idempotency: IdempotencyTable
  kept_form: KeptFormTable
  mine_alone: MineAloneTable
  returned_mail: ReturnedMailTable
  subscriber_report: SubscriberReportTable
  account_challenge: AccountChallengeTable
  account_notice: AccountNoticeTable
  address_change: AddressChangeTable
  recovery_code: RecoveryCodeTable
  recovery_link: RecoveryLinkTable
  approval_look: ApprovalLookTable
  approval_refusal: ApprovalRefusalTable
  passkey: PasskeyTable
  spent_passkey_challenge: SpentPasskeyChallengeTable
  demand_state: DemandStateTable
  code_total: CodeTotalTable
  review_link: ReviewLinkTable
  draft_passages: DraftPassagesTable
  draft_thread: DraftThreadTable
  draft_version: DraftVersionTable
  draft_version_read: DraftVersionReadTable
  drafting_name: DraftingNameTable
  draft_live: DraftLiveTable
  draft_presence: DraftPresenceTable
  draft_update: DraftUpdateTable
  code_key: CodeKeyTable
  handed_over: HandedOverTable
  time_request: TimeRequestTable
  delegation: DelegationTable
  campaign: CampaignTable
  campaign_letter: CampaignLetterTable
  log: LogTable
  log_document: LogDocumentTable
  log_leaf: LogLeafTable
  log_names_part: LogNamesPartTable
  log_tile: LogTileTable
  claim_bucket: ClaimBucketTable
  claim_count: ClaimCountTable
  changed_signature: ChangedSignatureTable
  letter_copy: LetterCopyTable
  log_opening: LogOpeningTable
  together: TogetherTable
}

export type Row<T extends keyof Schema> = Selectable<Schema[T]>
export type NewRow<T extends keyof Schema> = Insertable<Schema[T]>

type Json<T> = ColumnType<T, string, string>
type Fixed<T> = ColumnType<T, T, never>

export type Role = 'owner' | 'editor' | 'moderator' | 'viewer'
export type LetterState = 'draft' | 'quiet' | 'open' | 'closed' | 'purged'
export type Paper = 'a4' | 'letter'
export type Visibility = 'anonymous' | 'withheld' | 'together' | 'recipients' | 'public'
export type VerificationClass = 'mailbox' | 'vouched' | 'reviewed' | 'supporter'
export type CredentialClass = 'mailbox' | 'vouched' | 'reviewed'
export type CodeClass = 'vouched' | 'reviewed'
export type Resemblance = 'yes' | 'no' | 'unclear'
export type InvalidReason = 'not-theirs' | 'not-an-employee' | 'not-a-person' | 'other'
export type RevisionKind = 'first' | 'correction' | 'substance'
export type Act =
  | 'open'
  | 'deliver'
  | 'reveal'
  | 'export'
  | 'change-owner'
  | 'close'
  | 'purge'
  | 'update'
  | 'offer'
  | 'demand'
  | 'extend'
  | 'keep'
  | 'campaign'
  | 'reveal-together'
  | 'end-together'
export type TogetherState = 'waiting' | 'reached' | 'revealed' | 'lapsed'
export type DemandState = 'open' | 'promised' | 'partly-met' | 'met' | 'refused'
export type ApprovalState = 'proposed' | 'approved' | 'refused' | 'withdrawn' | 'used'
export type NameClaimState = 'waiting' | 'hidden' | 'declined'
export type StageKind = 'mail' | 'by-hand' | 'public' | 'call'
export type StageState = 'planned' | 'announced' | 'late' | 'sending' | 'stopped' | 'done' | 'cancelled'
export type StageDisclosure = 'count' | 'employers' | 'names'
export type MailSignature =
  'recipient' | 'signed' | 'other-domain' | 'altered' | 'unsigned' | 'key-gone' | 'unreachable' | 'weak'
export type DeliveryState =
  'queued' | 'printed' | 'handing-over' | 'accepted' | 'refused' | 'not-made' | 'unsure' | 'cancelled'
export type FacetName = 'role' | 'team' | 'site'

interface InstallationTable {
  only_row: Generated<true>
  key_check: Buffer
  key_kinds: Generated<string[]>
}

interface OrganizerTable {
  id: Generated<string>
  address_tag: Buffer
  address_sealed: Buffer
  name: string
  created_on: string
}

interface OrganizerSessionTable {
  id: Generated<string>
  organizer_id: string
  label: string
  created_on: string
  last_used_on: string
  expires_at: Date
  refresh_hash: Buffer | null
  recovers_until: Date | null
  proved_at: Date | null
  passkey_hash: Buffer | null
  mailbox_proved_at: Date | null
}

interface SignInChallengeTable {
  id: Buffer
  tag: Buffer
  address_sealed: Buffer
  attempts_left: number
  expires_at: Date
}

interface InvitationTable {
  token_hash: Buffer
  letter_id: string | null
  role: Role | null
  invited_by: string | null
  expires_at: Date
}

interface LetterTable {
  id: Generated<string>
  slug: string
  quiet_token: string | null
  state: Generated<LetterState>
  paused: Generated<boolean>
  public: Generated<boolean>
  press_contact: string | null
  second_place: string | null
  embargo_until: Date | null
  draft_sealed: Buffer | null
  draft_version: Generated<number>
  visibilities: Generated<Visibility[]>
  batch_minutes: Generated<number>
  batch_size: Generated<number>
  first_threshold: Generated<number>
  notice_hours: Generated<number>
  goal: number | null
  revision: Generated<number>
  substance_revision: Generated<number>
  as_of: Date | null
  next_batch_at: Date | null
  collecting: Generated<boolean>
  created_on: string
  opened_at: Date | null
  closes_at: Date | null
  closed_at: Date | null
  claims_key_destroyed: Generated<boolean>
  names_key_destroyed: Generated<boolean>
  draft_key_destroyed: Generated<boolean>
  purges_at: Date | null
  purged_at: Date | null
  hidden_on_request: Generated<number>
  redeems_until: Date | null
  vouches_each: Generated<number>
  facets: ColumnType<Record<FacetName, string[]>, string | undefined, string>
  quiet_hash: Buffer | null
  quiet_sealed: Buffer | null
  names_hidden: Generated<boolean>
  erases_at: Date | null
  savers_sealed: Buffer | null
  ends_on: string | null
  extendable_until: Date | null
  latest_end: Date | null
  extended_from: Date | null
  names_doubtful: Generated<number>
  names_checked: Generated<number>
  drafting_kept: Generated<boolean>
  names_by_employer: Generated<boolean>
  checks_each: Generated<number>
  paper: Generated<Paper>
  together_needed: number | null
  together_until: string | null
}

interface MembershipTable {
  letter_id: string
  organizer_id: string
  role: Role
  owner_since: Date | null
}

/** A trigger refuses updates. */
interface RevisionTable {
  letter_id: Fixed<string>
  number: Fixed<number>
  kind: Fixed<RevisionKind>
  title: Fixed<string>
  text: Fixed<string>
  demands: ColumnType<string[], string, never>
  recipients: ColumnType<{ name: string; office: string }[], string, never>
  employers: ColumnType<{ name: string; domains: string[] }[], string, never>
  language: Fixed<string>
  hash: Fixed<Buffer>
  published_on: Fixed<string>
}

interface EmployerTable {
  id: Generated<string>
  letter_id: string
  name: string
  domains: string[]
  current: Generated<boolean>
  people: number | null
}

interface RecipientTable {
  id: Generated<string>
  letter_id: string
  name: string
  office: string
  address_sealed: Buffer | null
  current: Generated<boolean>
  since_revision: Generated<number>
  press_of: string | null
}

interface ApprovalTable {
  id: Generated<string>
  letter_id: string
  act: Act
  subject: Json<unknown>
  proposed_by: string
  decided_by: string | null
  state: Generated<ApprovalState>
  proposed_on: string
  detail_sealed: Buffer | null
  granted_until: Date | null
  asked_at: Date | null
  reminded: Generated<boolean>
}

interface ActivityTable {
  id: Generated<string>
  letter_id: string
  organizer_id: string | null
  what: string
  detail: ColumnType<unknown, string | undefined, string>
  at: Date
}

interface ClaimTable {
  letter_id: string
  tag: Buffer
  request_hash: Buffer
  drawn_hash: Buffer | null
}

interface IssuerTable {
  letter_id: string
  class: CredentialClass
  id: Buffer
  public_key: Buffer
  private_sealed: Buffer | null
}

interface CredentialTable {
  id: Buffer
  letter_id: string
  class: CredentialClass
  public_key: Buffer
  prefix: Buffer
  signatures: Buffer[]
  revision: number
  commitment: Buffer
  proof: Buffer
  agreed_revision: number | null
  agreed_commitment: Buffer | null
  agreed_proof: Buffer | null
  withdrawal: Buffer | null
  never_counted: Generated<boolean>
}

interface PendingTable {
  id: Buffer
  letter_id: string
  class: CredentialClass
  public_key: Buffer
  prefix: Buffer
  signatures: Buffer[]
  revision: number
  commitment: Buffer
  proof: Buffer
  withdrawal: Buffer | null
  facets_sealed: Buffer | null
}

interface ChallengeTable {
  id: Buffer
  letter_id: string
  tag: Buffer
  purpose: 'sign' | 'remove' | 'issue' | 'vouch'
  payload_sealed: Buffer
  attempts_left: number
  created_at: Date
  expires_at: Date
  answers_left: Generated<number>
}

interface CodeEpochTable {
  one_row: Generated<boolean>
  epoch: Buffer
}

interface MailAllowanceTable {
  bucket: Buffer
  sent: number
  hour: Date
}

interface MailedCodeTable {
  tag: Buffer
  slot: number
  letter_id: string | null
  code_mac: Buffer
  mail_sealed: Buffer | null
  id: Buffer
  created_at: Date
  expires_at: Date
  spent_on: Buffer | null
  claims_of: string | null
}

interface MailedCodeAttemptsTable {
  tag: Buffer
  hour: Date
  wrong: number
  claims_of: string | null
}

interface WaitingSignatureTable {
  id: Buffer
  letter_id: string
  revision: number
  visibility: Exclude<Visibility, 'anonymous'>
  class: VerificationClass
  employer_id: string | null
  verifier: Buffer
  name_sealed: Buffer | null
  resemblance: Resemblance | null
  claim_tag: Buffer | null
  facets_sealed: Buffer | null
  removal_due: string | null
  for_log_sealed: Buffer | null
  held_sealed: Buffer | null
}

interface SignatureTable {
  id: Buffer
  letter_id: string
  revision: number
  visibility: Visibility
  class: VerificationClass
  employer_id: string | null
  verifier: Buffer | null
  name: string | null
  name_sealed: Buffer | null
  resemblance: Resemblance | null
  claim_tag: Buffer | null
  facets_sealed: Buffer | null
  counted: Generated<boolean>
  invalid_reason: InvalidReason | null
  name_hidden: Generated<boolean>
  pending_visibility: Exclude<Visibility, 'public'> | null
  pending_revision: number | null
  pending_withdrawal: Generated<boolean>
  withdrawn: Generated<boolean>
  removal_due: string | null
  named: Generated<boolean>
  moves: Generated<boolean>
  title: string | null
  name_folded: ColumnType<string | null, never, never>
  for_log_sealed: Buffer | null
  name_salt: Buffer | null
  name_entry: Buffer | null
  held_sealed: Buffer | null
  revealed: Generated<boolean>
  opening: Buffer | null
  opening_salt: Buffer | null
  doubtful: Generated<boolean>
}

interface TallyTable {
  letter_id: string
  revision: number
  class: VerificationClass
  visibility: Visibility
  employer_id: string | null
  count: number
}

interface TallyDayTable {
  letter_id: string
  day: string
  class: VerificationClass
  net: number
}

interface BreakdownTable {
  letter_id: string
  substance_revision: number
  as_of: Date
  figures: Json<unknown>
}

interface FacetTallyTable {
  letter_id: string
  revision: number
  facet: FacetName
  value: string
  count: number
}

interface WaitingStatementTable {
  id: Buffer
  letter_id: string
  class: CredentialClass
  public_key: Buffer | null
  tag: Buffer | null
  earlier_author: Buffer | null
  text_sealed: Buffer
}

interface StatementTable {
  id: Buffer
  letter_id: string
  class: CredentialClass
  public_key: Buffer | null
  tag: Buffer | null
  earlier_author: Buffer | null
  state: Generated<'waiting' | 'public' | 'declined'>
  text_sealed: Buffer | null
  text: string | null
}

interface NameClaimTable {
  id: Generated<string>
  letter_id: string
  signature_id: Buffer | null
  kind: 'not-mine' | 'take-away'
  message_sealed: Buffer | null
  state: Generated<NameClaimState>
  received_on: string
}

interface RefusedMailTable {
  letter_id: string
  domain: string
  day: string
  refused: number
  arrived: Generated<number>
}

interface StageTable {
  id: Generated<string>
  letter_id: string
  number: number
  covering_note: Generated<string>
  disclosure: Generated<StageDisclosure>
  state: Generated<StageState>
  version: Generated<number>
  announced_at: Date | null
  notice_until: Date | null
  confirmed_at: Date | null
  finished_at: Date | null
  cancelled_at: Date | null
  kind: Generated<StageKind>
  approved_at: Date | null
  approved_revision: number | null
  approved_addresses: Buffer | null
  approved_contact: string | null
  approved_place: string | null
  answer_days: number | null
  answer_by: string | null
  embargo_at: Date | null
  embargo_zone: string | null
  fired_at: Date | null
  late_since: Date | null
  late_because: string | null
  stopped_from: 'planned' | 'announced' | 'late' | 'sending' | null
  stopped_at: Date | null
  handed_on: string | null
}

interface StageRecipientTable {
  stage_id: string
  recipient_id: string
}

interface StageConditionTable {
  stage_id: string
  kind: 'date' | 'count' | 'silence' | 'together'
  local_time: string | null
  zone: string | null
  due_at: Date | null
  class: 'workers' | VerificationClass | null
  least: number | null
  after_stage: string | null
  days: number | null
}

interface StageChangeTable {
  stage_id: string
  version: number
  proposed_by: string
  proposal_sealed: Buffer
}

interface StageStopTable {
  stage_id: string
  organizer_id: string
  stopped_at: Date
  state: Generated<'open' | 'lapsed' | 'withdrawn' | 'confirmed'>
}

interface StagePhotoTable {
  stage_id: string
  jpeg: Buffer
  width: number
  height: number
}

interface StageCallTable {
  stage_id: string
  waiting: Generated<number>
  counted: Generated<number>
}

interface CallRecipientTable {
  id: Generated<string>
  stage_id: string
  name: string
  office: string
  address_sealed: Buffer
}

interface PlanWatchTable {
  only_row: Generated<true>
  looked_at: Date
}

interface SnapshotTable {
  stage_id: string
  version: number
  revision: number
  tally: Json<unknown>
  list_sealed: Buffer | null
  content_hash: Buffer
  as_of: Date
  made_on: string
  stale: Generated<boolean>
  note: string
  press_contact: string | null
  second_place: string | null
  answer_by: string | null
  checkpoint: string | null
}

interface SnapshotEditionTable {
  stage_id: string
  version: number
  since_revision: number
  names: number
  content_hash: Buffer
}

interface CopyPdfTable {
  delivery_id: string
  version: number
  sealed: Buffer | null
  bytes: number
  hash: Buffer
}

interface DeliveryTable {
  id: Generated<string>
  stage_id: string
  recipient_id: string
  state: Generated<DeliveryState>
  message_id: string
  address_sealed: Buffer | null
  since_revision: number
  snapshot_version: number | null
  content_hash: Buffer | null
  tries: Generated<number>
  first_tried_at: Date | null
  last_tried_at: Date | null
  last_answer: string | null
  next_try_at: Date | null
  worker: string | null
  accepted_at: Date | null
  receipt_reminded: Generated<boolean>
}

interface RecipientPageTable {
  token_hash: Buffer
  delivery_id: string
  token_sealed: Buffer
  revoked: Generated<boolean>
  check_hash: Buffer | null
  check_sealed: Buffer | null
}

interface ReceiptTable {
  delivery_id: string
  confirmed_at: Date
}

interface RecipientChallengeTable {
  id: Buffer
  delivery_id: string
  response_id: string | null
  answer_hash: Buffer | null
  attempts_left: number
  created_at: Date
  expires_at: Date
}

interface RecipientUploadTable {
  challenge_id: Buffer
  sealed: Buffer
}

interface ResponseTable {
  id: Generated<string>
  letter_id: string
  delivery_id: string | null
  recipient_id: string | null
  way: 'page' | 'mail' | 'other' | 'delegate'
  text_sealed: Buffer | null
  text: string | null
  answered_by_sealed: Buffer | null
  answered_by: string | null
  answered_on: string
  published_at: Date | null
  verdict: 'answers' | 'no-answer' | null
  signature_state: MailSignature | null
  signature_domain: string | null
  signature_checked_on: string | null
  edited: boolean | null
}

interface SubscriberTable {
  id: Buffer
  letter_id: string
  address_tag: Buffer
  address_sealed: Buffer
}

interface SubscriberChallengeTable {
  id: Buffer
  letter_id: string
  tag: Buffer
  address_sealed: Buffer
  attempts_left: number
  expires_at: Date
}

interface LetterUpdateTable {
  id: Generated<string>
  letter_id: string
  draft_sealed: Buffer | null
  version: Generated<number>
  text: string | null
  published_on: string | null
  number: number | null
}

interface SubscriberReceiptTable {
  subscriber_id: Buffer
  about: string
  state: Generated<'unsure' | 'sent' | 'refused'>
}

interface BounceTable {
  delivery_id: string
  report_hash: Buffer
  verdict: 'failed' | 'delayed'
  status: string
  said: string
  noted_on: string
  number: number
  superseded: Generated<boolean>
  reason: string
}

interface InvitationMailTable {
  token_hash: Buffer
  mail_sealed: Buffer
  expires_at: Date
}

interface ResponsePdfTable {
  response_id: string
  sealed: Buffer
  bytes: number
  hash: Buffer
  published_at: Date | null
}

interface IdempotencyTable {
  key_hash: Buffer
  request_hash: Buffer
  status: number | null
  body: Buffer | null
  created_at: Date
}

interface KeptFormTable {
  id: Buffer
  sealed: Buffer
  expires_at: Date
}

interface MineAloneTable {
  letter_id: string
  day: string
  said: number
}

interface ReturnedMailTable {
  id: Generated<string>
  letter_id: string
  delivery_id: string | null
  kind: string
  mail_hash: Buffer
  text_sealed: Buffer | null
  came_on: string
}

interface SubscriberReportTable {
  subscriber_id: Buffer
  reason: string
}

interface AccountChallengeTable {
  id: Buffer
  organizer_id: string
  act: string
  own_tag: Buffer | null
  new_tag: Buffer | null
  address_sealed: Buffer | null
  attempts_left: number
  expires_at: Date
}

interface AccountNoticeTable {
  id: Buffer
  mail_sealed: Buffer
  expires_at: Date
}

interface AddressChangeTable {
  organizer_id: string
  address_tag: Buffer
  address_sealed: Buffer
  due_at: Date
}

interface RecoveryCodeTable {
  code_hash: Buffer
  organizer_id: string
  ends_at: Date | null
}

interface RecoveryLinkTable {
  token_hash: Buffer
  organizer_id: string
  expires_at: Date
}

interface ApprovalLookTable {
  letter_id: string
  organizer_id: string
  about: string
  shown_hash: Buffer
  shown_sealed: Buffer
  before_sealed: Buffer | null
}

interface ApprovalRefusalTable {
  approval_id: string
  organizer_id: string
  reason_sealed: Buffer
  refused_on: string
}

interface PasskeyTable {
  credential_hash: Buffer
  organizer_id: string
  sealed: Buffer
  counter: number
  created_on: string
  last_used_on: string | null
}

interface SpentPasskeyChallengeTable {
  challenge_hash: Buffer
  expires_at: Date
}

interface DemandStateTable {
  letter_id: string
  number: number
  demand: string
  state: DemandState
  since: string
  note: string
  link: string | null
}

interface CodeTotalTable {
  letter_id: string
  sent: Generated<number>
  refused: Generated<number>
  shown_sent: Generated<number>
  shown_refused: Generated<number>
  shown_domains: Generated<string[]>
  handed_over: Generated<number>
  shown_handed_over: Generated<number>
}

interface ReviewLinkTable {
  id: Buffer
  letter_id: string
  token_hash: Buffer | null
  browser_hash: Buffer | null
  sealed: Buffer
  made_on: string
  last_day: string
  used_on: string | null
  refused_on: string | null
  ended_on: string | null
  text_sealed: Buffer | null
}

interface DraftPassagesTable {
  letter_id: string
  sealed: Buffer
  last_number: Generated<number>
}

interface DraftThreadTable {
  letter_id: string
  number: number
  open: Generated<boolean>
  comments: Generated<number>
  sealed: Buffer
}

interface DraftVersionTable {
  letter_id: string
  number: number
  kept_on: string
  content_sealed: Buffer
  label_sealed: Buffer | null
}

interface DraftVersionReadTable {
  letter_id: string
  number: number
  organizer_id: string
}

interface DraftingNameTable {
  letter_id: string
  organizer_id: string
  sealed: Buffer
}

interface DraftLiveTable {
  letter_id: string
  generation: string
  last_seq: number
  written_seq: number
  idle: Generated<boolean>
}

interface DraftPresenceTable {
  letter_id: string
  connection: string
  process: string
  sealed: Buffer
}

interface DraftUpdateTable {
  letter_id: string
  seq: number
  sealed: Buffer
}

interface CodeKeyTable {
  letter_id: string
  public_key: Buffer
  private_sealed: Buffer | null
  class: CodeClass
}

interface HandedOverTable {
  letter_id: string
  tag: Buffer
  count: number
  request_hash: Buffer
}

interface TimeRequestTable {
  delivery_id: string
  number: number
  asked_on: string
  until: string
}

interface DelegationTable {
  id: string
  delivery_id: string
  token_hash: Buffer
  token_sealed: Buffer | null
  person_sealed: Buffer
  delegated_on: string
  link: Generated<'waiting' | 'sent' | 'failed'>
}

interface CampaignTable {
  id: Generated<string>
  slug: string
  title: string
  begun_by: string | null
  invitation_hash: Buffer | null
  invitation_sealed: Buffer | null
}

interface CampaignLetterTable {
  letter_id: string
  campaign_id: string
}

interface LogTable {
  letter_id: string
  size: Generated<number>
  revision: Generated<number>
  policy_hash: Buffer | null
  names_hash: Buffer | null
  names: Generated<number>
  closed: Generated<boolean>
  checkpoint: string | null
  checkpoint_size: number | null
  checkpoint_at: Date | null
  edge: Generated<Buffer>
  names_nonce: Buffer | null
  ids: Generated<number>
  checkpoint_ids: Generated<number>
}

interface LogDocumentTable {
  letter_id: string
  hash: Buffer
  text: string
}

interface LogLeafTable {
  letter_id: string
  number: number
  leaf_id: Buffer | null
  leaf: string
  proof: string | null
}

interface LogNamesPartTable {
  letter_id: string
  part: number
  hash: Buffer
}

interface LogTileTable {
  letter_id: string
  level: number
  number: number
  hashes: Buffer
}

interface ClaimBucketTable {
  letter_id: string
  number: number
  entries: Buffer
}

interface ClaimCountTable {
  letter_id: string
  claims: number
}

interface ChangedSignatureTable {
  letter_id: string
  signature_id: Buffer
  copied: Generated<boolean>
}

interface LetterCopyTable {
  letter_id: string
  number: number
}

interface LogOpeningTable {
  letter_id: string
  commitment: Buffer
}

interface TogetherTable {
  letter_id: string
  needed: number
  until: Date
  state: Generated<TogetherState>
  round: Generated<number>
  standing: Generated<number>
  reached_at: Date | null
  reveals_at: Date | null
  agreed: Generated<boolean>
  ended_at: Date | null
  key_destroyed: Generated<boolean>
}
