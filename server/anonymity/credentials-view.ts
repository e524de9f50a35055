import type { Config } from '../config.ts'
import type { LetterRow } from '../letter/queries.ts'
import { countedInWords } from '../letter/waiting-words.ts'
import { catalogueOf } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import type { Language } from '../messages/languages.ts'
import type { Credentials } from './show-credentials.ts'
import type { Listed } from './list-bucket.ts'
import type { Published } from './list-published.ts'
import type { Redeemed } from './redeem.ts'
import type { BucketJson, CredentialsJson, PublishedJson, RedeemedJson } from './schemas.ts'

export function credentialsJson(
  { letter, revision, issuance, issuers, receiptKey }: Credentials,
  config: Config,
): CredentialsJson {
  return {
    letter: letter.id,
    revision: { number: revision.number, hash: revision.hash.toString('hex') },
    issuance,
    redeems_until: letter.redeems_until?.toISOString() ?? null,
    redeem_origin: config.values.REDEEM_ORIGIN ?? null,
    issuers: issuers.map((issuer) => ({
      id: issuer.id.toString('base64url'),
      class: issuer.class,
      n: issuer.public_key.toString('base64url'),
      e: 'AQAB',
    })),
    receipt_key: receiptKey.toString('base64url'),
    counted_from: letter.next_batch_at?.toISOString() ?? null,
    batch_size: letter.batch_size,
  }
}

export function redeemedJson(
  { state, countedFrom, receipt }: Redeemed,
  letter: LetterRow,
  language: Language,
): RedeemedJson {
  const words = state === 'counted' ? null : formatSentence(countedInWords(letter, true), catalogueOf(language))
  return { state, counted_from: countedFrom?.toISOString() ?? null, counted_words: words, receipt }
}

export function bucketJson(listed: readonly Listed[]): BucketJson {
  return {
    signatures: listed.map(({ id, revision, commitment, withdrawn }) => ({
      id: id.toString('base64url'),
      revision,
      commitment: commitment.toString('base64url'),
      withdrawn,
    })),
  }
}

export function publishedJson({ signatures, next }: { signatures: Published[]; next: Buffer | null }): PublishedJson {
  return {
    signatures: signatures.map((row) => ({
      id: row.id.toString('base64url'),
      class: row.class,
      public_key: row.public_key.toString('base64url'),
      prefix: row.prefix.toString('base64url'),
      signatures: row.signatures.map((signature, index) => ({
        issuer: row.issuers[index]?.toString('base64url') ?? '',
        signature: signature.toString('base64url'),
      })),
      revision_hash: row.revision_hash.toString('base64url'),
      visibility: 'anonymous',
      commitment: row.commitment.toString('base64url'),
      proof: row.proof.toString('base64url'),
      counted: row.counted,
      withdrawal: row.withdrawal?.toString('base64url') ?? null,
    })),
    next: next?.toString('base64url') ?? null,
  }
}
