import { Resolver } from 'node:dns/promises'

// In milliseconds. The whole of a mail's look-ups has a limit too (read-mail-file.ts).
const resolver = new Resolver({ timeout: 2000, tries: 2 })

/** Looks up the texts under a name with the system's resolver. */
export function lookUpTexts(name: string): Promise<string[][]> {
  return resolver.resolveTxt(name)
}
