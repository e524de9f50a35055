import type { Credential, IssuerSignature } from './credential.ts'

/**
 * The content of the saved file. It includes the signing key, so the file is sufficient on any device and network, without an
 * address.
 */
export interface CredentialFile {
  letter: string
  verification: string
  signingKey: string
  revisionHash: string
  credential: Credential
}

const FORMAT = 'roundrobin credential'

export function fileText({ letter, verification, signingKey, revisionHash, credential }: CredentialFile): string {
  const { signatures } = credential
  return `${JSON.stringify(
    {
      format: FORMAT,
      version: 1,
      letter,
      class: verification,
      signing_key: signingKey,
      revision_hash: revisionHash,
      signatures,
    },
    null,
    2,
  )}\n`
}

/**
 * Reads a file without checking it against the letter. Returns null for any other file. The signing key derives message and
 * prefix.
 */
export function readFile(
  text: string,
): (Omit<CredentialFile, 'credential'> & { signatures: IssuerSignature[] }) | null {
  try {
    const file = JSON.parse(text) as Record<string, unknown> | null
    if (file?.['format'] !== FORMAT || file['version'] !== 1) return null
    const [letter, verification, signingKey, revisionHash] = [
      file['letter'],
      file['class'],
      file['signing_key'],
      file['revision_hash'],
    ].map((value) => (typeof value === 'string' ? value : ''))
    const signatures = Array.isArray(file['signatures']) ? (file['signatures'] as IssuerSignature[]) : []
    if (!letter || !verification || !signingKey || revisionHash === undefined) return null
    return { letter, verification, signingKey, revisionHash, signatures }
  } catch {
    return null
  }
}
