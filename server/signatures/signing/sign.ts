import type { Core } from '../../core.ts'
import { askForCode } from '../../mailbox/ask-for-code.ts'
import { idFrom } from '../../mailbox/challenge-token.ts'
import { randomId } from '../../crypto/keyed-hash.ts'
import { refusedIfGone } from '../../db/keys/keys.ts'
import { foreignPublicKey, newSigningKey, parseSigningKey, signatoryKeys } from '../../crypto/signing-key.ts'
import { dayOf } from '../../letter/days.ts'
import { employersOf, type EmployerRow, type LetterRow } from '../../letter/queries.ts'
import { notOpenRefusal, refuseUnlessOpen } from '../../letter/refuse-unless-open.ts'
import { Refusal, say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { normaliseAddress, suggestion } from '../../mailbox/addresses.ts'
import { domainInWords } from '../../mailbox/domain-in-words.ts'
import { matchEmployer } from '../../mailbox/employers.ts'
import { forLogOf, packed, randomForLog, type ForSigning } from '../for-log.ts'
import { countMineAlone, newChallenge, replacedChallenge, type Purpose } from '../queries.ts'
import { mailsPerAddressAndHourOverall, type RemovalPayload, type SigningPayload } from '../rules.ts'
import { addressTag, mailBucket, sealPayload } from '../secrets.ts'
import {
  readSignatory,
  refuseAnonymous,
  resemblanceOf,
  mailedSignatoryFields,
  type Signatory,
  type TypedSignatory,
} from '../signatory.ts'

export interface SignInput extends TypedSignatory {
  address: string
  /** Set if the signatory says that nobody else reads the address. */
  mine_alone?: string | boolean | undefined
  /** The signatory's own Ed25519 public key in base64url. Without it, the server makes a signing key and returns it once. */
  verifier?: string | undefined
  /** A signing key that an earlier page of the same signing created. */
  signingKey?: string | undefined
  /** The challenge that this one replaces, when the address is changed before confirmation. */
  replaces?: string | undefined
  /** Names one press of a button (see CodeRequest). */
  once?: Buffer | undefined
}

export interface Signing {
  challenge: string
  /** Null when the signatory supplied a verifier. Never stored. */
  signingKey: string | null
}

/**
 * Asks for a code to be mailed. The answer is the same for every requester and does not depend on what is known about the
 * address.
 * @throws Refusal
 */
export async function sign(core: Core, letter: LetterRow, input: SignInput, now: Date): Promise<Signing> {
  refuseUnlessOpen(letter, now)
  const { signatory, mailbox } = readTyped(letter, await employersOf(core.db, letter.id), input)
  const { signingKey, verifier, forLog } = keysFor(letter.id, input)
  const payload: SigningPayload = {
    signatureId: randomId().toString('base64url'),
    revision: letter.revision,
    visibility: signatory.visibility,
    ...(signatory.person ?? { name: null }),
    address: mailbox.mailTo,
    employerId: mailbox.employer.id,
    verifier,
    forLog: packed(forLog),
    resemblance: resemblanceOf(signatory.person, mailbox.local),
    facets: signatory.facets,
  }
  const asked = { letterId: letter.id, purpose: 'sign', payload, replaces: input.replaces, once: input.once } as const
  const challenge = await refusedIfGone(() => challengeFor(core, asked, mailbox, now), notOpenRefusal)
  await countDeclared(core, letter.id, mailbox, now)
  return { challenge, signingKey }
}

interface Asked {
  letterId: string
  purpose: Purpose
  payload: SigningPayload | RemovalPayload
  replaces?: string | undefined
  once?: Buffer | undefined
}

/**
 * Opens a challenge for an address and queues its mail, for every purpose in the same way.
 * @returns the token of the challenge
 */
export async function challengeFor(
  core: Core,
  { letterId, purpose, payload, replaces, once }: Asked,
  { normal, mailTo }: { normal: string; mailTo: string },
  now: Date,
): Promise<string> {
  const request = { ...codeRequest(core, letterId, { normal, mailTo }, now), once }
  const replaced = replaces === undefined ? null : idFrom(replaces)
  const { challenge } = await askForCode(
    core,
    request,
    (opened) => [
      newChallenge(core.db, {
        ...opened,
        letter_id: letterId,
        tag: request.tag,
        purpose,
        payload_sealed: sealPayload(core, letterId, opened.id, payload),
        created_at: now,
      }),
      ...(replaced ? [replacedChallenge(core.db, letterId, replaced)] : []),
    ],
    now,
  )
  return challenge
}

/** A code for a signatory. The letter's claims key keeps it secret, so that it goes when the letter closes. */
export function codeRequest(
  core: Core,
  letterId: string,
  { normal, mailTo }: { normal: string; mailTo: string },
  now: Date,
) {
  return {
    tag: addressTag(core, letterId, normal),
    address: mailTo,
    claimsOf: letterId,
    allowance: { bucket: mailBucket(core, normal, now), most: mailsPerAddressAndHourOverall },
  }
}

/**
 * Counts that somebody said that an address is theirs alone. A statement of its own, so that its transaction is not the one in
 * which the challenge was stored.
 */
export async function countDeclared(
  core: Core,
  letterId: string,
  { declared = false }: { declared?: boolean },
  now: Date,
): Promise<void> {
  if (declared) await countMineAlone(core.db, letterId, dayOf(now))
}

interface Mailbox {
  /** True if the person said that the address is theirs alone, and the list could not decide. */
  declared: boolean
  normal: string
  mailTo: string
  local: string
  employer: EmployerRow
}

function readTyped(
  letter: LetterRow,
  employers: EmployerRow[],
  input: SignInput,
): { signatory: Signatory; mailbox: Mailbox } {
  const read = readSignatory(letter, input)
  const mailbox = readAddress(input.address, employers, Boolean(input.mine_alone))
  if ('errors' in read || 'message' in mailbox) {
    const ofSignatory = 'errors' in read ? read.errors : []
    const ofAddress = 'message' in mailbox ? [{ field: 'address', message: mailbox.message }] : []
    throw refusalOf([...ofSignatory, ...ofAddress].toSorted(byPlaceInForm), mailbox)
  }
  return { signatory: refuseAnonymous(read.signatory, say('refusal-signing-not-anonymous')), mailbox }
}

function byPlaceInForm(one: FieldMessage, other: FieldMessage): number {
  const place = ({ field }: FieldMessage) => mailedSignatoryFields.findIndex((each) => each === field)
  return place(one) - place(other)
}

/** A fault of a work address. `unclear`: the person can say that the address is theirs alone. */
export interface AddressRefused {
  message: Sentence
  unclear: boolean
}

/** @throws Refusal for faults of one or more fields. It has a code of its own if the only fault is that no list could decide. */
export function refusalOf(faults: readonly FieldMessage[], mailbox: AddressRefused | object): Refusal {
  const [first, ...others] = faults
  const asks = 'unclear' in mailbox && mailbox.unclear && others.length === 0
  return asks && first
    ? new Refusal('invalid', 'address-perhaps-shared', first.message, first.field)
    : Refusal.fields(faults)
}

/**
 * Normalizes an address and finds its employer, or returns an error message. It does not reveal who has signed.
 * @param mineAlone whether the person has said that nobody else reads the address, or has been asked before
 */
export function readAddress(typed: string, employers: EmployerRow[], mineAlone = false): AddressRefused | Mailbox {
  const refused = (message: Sentence, unclear = false) => ({ message, unclear })
  const address = normaliseAddress(typed, { mineAlone })
  if (!address.ok) {
    if (address.reason === 'control') return refused(address.message)
    return refused(say(addressFaults[address.reason]), address.reason === 'unclear')
  }
  const { normal, mailTo, local, declared = false } = address
  const employer = matchEmployer(address.domain, employers)
  if (employer) return { normal, mailTo, local, declared, employer }
  const domains = employers.flatMap((each) => each.domains)
  const meant = suggestion(address.domain, domains)
  if (meant === null) return refused(acceptedAddresses(domains))
  return refused(say('work-address-mistyped', { meant: domainInWords(meant), typed: domainInWords(address.domain) }))
}

const addressFaults = {
  role: 'work-address-shared',
  unclear: 'work-address-perhaps-shared',
  malformed: 'work-address-malformed',
} as const

/** More endings would hide the sentence on a phone. */
const mostListed = 6

/** Says which addresses may sign. A pattern `*.northwind.example` does not cover northwind.example itself. */
function acceptedAddresses(domains: readonly string[]): Sentence {
  const patterns = [...new Set(domains)]
  const exact = patterns.filter((domain) => !domain.startsWith('*.')).map((domain) => `@${domainInWords(domain)}`)
  const below = patterns.filter((domain) => domain.startsWith('*.')).map((domain) => domainInWords(domain.slice(2)))
  const shown = { exact: exact.slice(0, mostListed), below: below.slice(0, mostListed) }
  const more = exact.length + below.length - shown.exact.length - shown.below.length
  const example = `name@office.${shown.below[0] ?? ''}`
  const values = { count: shown.below.length, domains: shown.below, example }
  return [
    ...(exact.length > 0 ? [say('work-address-elsewhere', { count: shown.exact.length, domains: shown.exact })] : []),
    ...(below.length > 0
      ? [exact.length > 0 ? say('work-address-below-too', values) : say('work-address-below', values)]
      : []),
    ...(more > 0 ? [say('work-address-more', { count: more })] : []),
  ]
}

/** Uses the verifier or signing key of the signatory, or creates a signing key that is shown once. */
export function keysFor(
  letterId: string,
  { verifier, signingKey }: Pick<SignInput, 'verifier' | 'signingKey'>,
): { signingKey: string | null; verifier: string; forLog: ForSigning } {
  if (verifier !== undefined) {
    if (!foreignPublicKey(verifier))
      throw new Refusal('invalid', 'verifier-malformed', say('refusal-verifier-malformed'), 'verifier')
    return { signingKey: null, verifier, forLog: randomForLog() }
  }
  const kept = signingKey === undefined ? null : parseSigningKey(signingKey)
  const shown = kept && signingKey !== undefined ? signingKey : newSigningKey()
  const seed = kept ?? parseSigningKey(shown)
  if (!seed) throw new Error('a signing key that was just made cannot be read')
  const verifierOfKey = signatoryKeys(seed, letterId).publicKey.toString('base64url')
  return { signingKey: shown, verifier: verifierOfKey, forLog: forLogOf(seed, letterId) }
}
