/** A header field of a mail as it stands there: with its name, its folds and its line end. */
export interface HeaderField {
  /** In lower case. */
  name: string
  /** Without the name and without line ends. */
  value: string
  raw: string
}

/** Where the header fields of a mail end and where its body begins, in bytes. A mail without a body has only fields. */
export function headerEnd(mail: Buffer): number {
  for (let at = mail.indexOf(10); at >= 0; at = mail.indexOf(10, at + 1)) {
    const next = mail[at + 1] === 13 ? at + 2 : at + 1
    if (mail[next] === 10) return mail[at - 1] === 13 ? at - 1 : at
  }
  return mail.length
}

/** Splits the header of a mail into its fields. Takes linear time. A line that is no field becomes one with an empty name. */
export function headerFields(mail: Buffer): HeaderField[] {
  const lines = mail
    .subarray(0, headerEnd(mail))
    .toString('latin1')
    .split(/(?<=\n)/)
  const folded: string[][] = []
  for (const line of lines) {
    const last = folded.at(-1)
    if (last && /^[ \t]/.test(line)) last.push(line)
    else folded.push([line])
  }
  return folded.map((parts) => {
    const raw = parts.join('')
    const colon = raw.indexOf(':')
    const name = colon < 0 ? '' : raw.slice(0, colon).trim().toLowerCase()
    return { name, value: raw.slice(colon + 1).replace(/\r?\n/g, ''), raw }
  })
}
