interface Addressed {
  public: boolean
  slug: string
  quiet_token: string
}

/** What names a letter in URLs: its slug once it is public, and its unguessable token before. */
export function letterKey({ public: isPublic, slug, quiet_token }: Addressed): string {
  return isPublic ? slug : quiet_token
}

/** The path of the letter's page. */
export function letterPath(letter: Addressed): string {
  return `/letters/${letterKey(letter)}`
}
