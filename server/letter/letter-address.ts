interface Addressed {
  public: boolean
  slug: string
  quiet_token: string
}

/** The part of URLs that identifies a letter: the slug of a public letter, or the unguessable token of a quiet one. */
export function letterKey({ public: isPublic, slug, quiet_token }: Addressed): string {
  return isPublic ? slug : quiet_token
}

/** The path of the letter's page. */
export function letterPath(letter: Addressed): string {
  return `/letters/${letterKey(letter)}`
}
