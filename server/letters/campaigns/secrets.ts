import type { Core } from '../../core.ts'
import { keyedHash } from '../../crypto/keyed-hash.ts'
import { newToken, openForOwners, sealForOwners, tokenFrom } from '../../organizers/secrets.ts'

type WithKeys = Pick<Core, 'keys'>

/** A new invitation, with which one letter joins. The database has its keyed hash, and the sealed text for the owners of one letter. */
export function newCampaignInvitation(core: WithKeys, letterId: string) {
  const invitation = newToken().toString('base64url')
  return {
    invitation,
    stored: {
      invitation_hash: keyedHash(core.keys.server('campaign invitation hash'), invitation),
      invitation_sealed: sealForOwners(core, letterId, { invitation }),
    },
  }
}

/** The hash by which a campaign is found. Null if the text cannot be an invitation. */
export function campaignInvitationHash({ keys }: WithKeys, typed: string): Buffer | null {
  const invitation = typed.trim()
  return tokenFrom(invitation) && keyedHash(keys.server('campaign invitation hash'), invitation)
}

/** @throws KeyGone */
export function openCampaignInvitation(core: WithKeys, letterId: string, sealed: Buffer): string {
  return (openForOwners(core, letterId, sealed) as { invitation: string }).invitation
}

/** Seals what an owner typed, while another owner has not agreed. */
export function sealCampaignProposal(
  core: WithKeys,
  letterId: string,
  typed: { title: string } | { invitation: string },
) {
  return sealForOwners(core, letterId, typed)
}

/** @throws KeyGone */
export function openCampaignProposal(
  core: WithKeys,
  letterId: string,
  sealed: Buffer,
): { title: string; invitation: string } {
  return { title: '', invitation: '', ...(openForOwners(core, letterId, sealed) as object) }
}
