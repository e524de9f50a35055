import { letterPath, type AddressedLetter } from './letter-address.ts'
import { sharedLink, type SharedLink } from './shared-link.ts'

/** What somebody can do after signing, in this order: share, get updates, vouch. */
export interface AfterSigning {
  shared: SharedLink
  updates: string
  /** Null if this person cannot vouch for others. */
  vouching: string | null
  /** True after an anonymous signature. An address that is typed right after it could be connected with it. */
  anonymous: boolean
}

/** @param origin the server's address, without a slash at the end */
export function afterSigning(
  origin: string,
  letter: Pick<AddressedLetter, 'key' | 'public' | 'vouches_each'>,
  { how }: { how: 'address' | 'vouched' | 'anonymous' },
): AfterSigning {
  const path = letterPath(letter)
  return {
    shared: sharedLink(origin, letter),
    updates: `${path}/updates`,
    vouching: how !== 'vouched' && letter.vouches_each > 0 ? `${path}/vouching` : null,
    anonymous: how === 'anonymous',
  }
}
