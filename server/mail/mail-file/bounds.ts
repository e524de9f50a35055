/** In bytes. A PDF of 5 MB takes 7 MB in a mail. */
export const largestMailFile = 10_000_000
/** The parser keeps every line, so a mail of short lines could exhaust the memory. A line of an attached file has 60 to 76 characters. */
const mostLines = 170_000
const shortLine = 50
const mostShortLines = 20_000
/** Lines that may separate two parts. Each part costs the parser time. */
const mostDividers = 2000
const longestHeader = 200_000
const mostHeaderLines = 2000

export type MailFileFault = 'too-large' | 'too-complex' | 'no-mail' | 'outlook'

const outlookBegins = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/** Removes what programs write before a mail: the mark of UTF-8, and the line of a mailbox file (RFC 4155). */
export function mailIn(file: Buffer): Buffer {
  const marked = file.subarray(0, 3).toString('hex') === 'efbbbf' ? file.subarray(3) : file
  if (marked.subarray(0, 5).toString('latin1') !== 'From ') return marked
  const end = marked.indexOf('\n')
  return end < 0 || end > 1000 ? marked : marked.subarray(end + 1)
}

/** Says why a file cannot be read as a mail. Looks at each byte once at most. */
export function faultInMailFile(mail: Buffer): MailFileFault | null {
  if (mail.length > largestMailFile) return 'too-large'
  if (mail.subarray(0, outlookBegins.length).equals(outlookBegins)) return 'outlook'
  if (!/^[\x21-\x39\x3b-\x7e]{1,100}[ \t]*:/.test(mail.subarray(0, 200).toString('latin1'))) return 'no-mail'
  return isTooComplex(mail) ? 'too-complex' : null
}

function isTooComplex(mail: Buffer): boolean {
  let [lines, shortLines, dividers, begin] = [0, 0, 0, 0]
  let inHeader = true
  while (begin < mail.length) {
    const next = mail.indexOf(10, begin)
    const end = next < 0 ? mail.length : next
    const length = end - begin
    if (inHeader && (begin > longestHeader || lines > mostHeaderLines)) return true
    if (length < 2 && mail.subarray(begin, end).toString('latin1').trim() === '') inHeader = false
    lines++
    if (length < shortLine) shortLines++
    if (mail[begin] === 45 && mail[begin + 1] === 45) dividers++
    if (lines > mostLines || shortLines > mostShortLines || dividers > mostDividers) return true
    begin = end + 1
  }
  return inHeader && mail.length > longestHeader
}
