import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { addressesOf } from '../../organizers/member-queries.ts'
import { openOrganizerAddress } from '../../organizers/secrets.ts'
import { pageTokenHash } from '../secrets.ts'
import { pageTokenHashes } from './queries.ts'
import { addressIn, linksIn, pageTokenAmong, returnAddressesIn, type FoundSecret } from './secret-places.ts'

export type { FoundSecret }

/**
 * Finds what must not be published in texts that somebody sent: links that only one person has, the secret part of such a link alone,
 * return addresses of copies, and addresses of the letter's organizers. An answer that quotes the mail to its recipient contains some.
 * @returns for each text what it contains, each once and as it stands there
 */
export async function findSecrets(
  core: Core,
  letterId: string,
  texts: readonly string[],
  db: Db = core.db,
): Promise<FoundSecret[][]> {
  if (texts.length === 0) return []
  const hashes = new Set((await pageTokenHashes(db, letterId)).map((hash) => hash.toString('hex')))
  const organizers = (await addressesOf(db, letterId)).map(({ address_tag, address_sealed }) =>
    openOrganizerAddress(core, address_tag, address_sealed),
  )
  return texts.map((text) => secretsIn(core, text, { hashes, organizers }))
}

interface Secrets {
  /** Of the tokens of private pages, in hexadecimal. */
  hashes: ReadonlySet<string>
  /** Their addresses. */
  organizers: readonly string[]
}

function secretsIn({ config }: Core, text: string, { hashes, organizers }: Secrets): FoundSecret[] {
  const { PUBLIC_URL, REDEEM_ORIGIN, BOUNCE_ADDRESS } = config.values
  const hosts = [PUBLIC_URL, ...(REDEEM_ORIGIN === undefined ? [] : [REDEEM_ORIGIN])].map((url) => new URL(url).host)
  const found = [...linksIn(text, hosts), ...returnAddressesIn(text, BOUNCE_ADDRESS ?? '')]
  const isToken = (token: string) => hashes.has(pageTokenHash(token).toString('hex'))
  const token = hashes.size === 0 ? undefined : pageTokenAmong(text, isToken)
  if (token !== undefined && !found.some(({ what }) => what.includes(token))) found.push({ kind: 'link', what: token })
  for (const address of organizers) if (addressIn(text, address)) found.push({ kind: 'organizer', what: address })
  return found.filter(({ what }, index) => found.findIndex((each) => each.what === what) === index)
}
