import { parse } from 'tldts'

/**
 * `person`: the name of one person. `label`: short text that may hold a company's or a product's name, such as “Booking.com” or
 * “ASP.NET”. A bare domain is allowed there.
 */
export type Kind = 'person' | 'label'

/**
 * Finds web addresses, mail addresses and handles in a name or a label. Pages, mail programs and readers make links of them, so a
 * signatory could advertise with a name.
 * @param text normalized to NFC or not. It is compared as NFKC, because browsers read “evil．com” as “evil.com”.
 */
export function holdsWebAddress(text: string, kind: Kind): boolean {
  const plain = text.normalize('NFKC').replaceAll('。', '.').toLowerCase()
  if (scheme.test(plain) || withUser.test(plain) || numeric.test(plain)) return true
  for (const { 0: dotted, index } of plain.matchAll(dottedWords)) {
    const goesOn = /^\.?(?:[/?#]\S|:\d)/u.test(plain.slice(index + dotted.length))
    if (goesOn && isUnderSuffix(dotted)) return true
    if (dotted.startsWith('www.')) return true
    if (kind === 'person' && isUnderSuffix(dotted) && !isNameWithTitles(dotted)) return true
  }
  return false
}

// Schemes that a browser, a mail program or a phone opens. A colon alone is no sign of one: “Karl K:son Berg” and “S:t Erik” are
// names, and “Data: Berlin” may be a team.
const scheme =
  /:\/\/|(?<![\p{L}\p{N}])(?:(?:https?|s?ftp|javascript|vbscript|view-source|mailto|magnet|wss?|bitcoin|tg)\s?:|data:[^\s,]*,|file:\/|blob:\S|(?:tel|sms):\+?\d)/u

// A mail address, or a handle in running text (“follow @handle”). A handle may be the whole name, or stand in brackets after it.
const withUser = /[^\s([{<"'«“‘„]@\S|\s@[\p{L}\p{N}_]/u

const numeric = /(?<![\p{L}\p{N}.])\d{1,3}(?:\.\d{1,3}){3}(?![\p{L}\p{N}.])/u

const dottedWords = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*(?:\.[\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*)+/gu

/** Returns true if the text ends in a suffix of the public-suffix list, in its own script or as `xn--`. */
function isUnderSuffix(dotted: string): boolean {
  const options = { allowPrivateDomains: true, extractHostname: false, validateHostname: false, detectIp: false }
  const { isIcann, isPrivate } = parse(dotted, options)
  return isIcann === true || isPrivate === true
}

// Suffixes under which nearly every address is, and that are no surname. “J.Ng”, “S.Kim” and “Dr.Dev” end like domains too.
const commonSuffixes = new Set(['com', 'net', 'org', 'info', 'biz'])
const degrees = new Set(['b.com', 'm.com'])

/**
 * Returns true if only initials and titles stand before the last word: “Dr.Dev”, “J.P.Ng”, “Prof.Dr.Med”. People leave out the
 * space after the dot.
 */
function isNameWithTitles(dotted: string): boolean {
  if (degrees.has(dotted)) return true
  const words = dotted.split('.')
  const last = words.pop() ?? ''
  return !commonSuffixes.has(last) && words.every((word) => isInitial(word) || titles.has(word))
}

function isInitial(word: string): boolean {
  return /^\p{L}\p{M}*$/u.test(word)
}

// In lower case. Titles, degrees and abbreviated first names that stand before a name or before another title.
const titles = new Set(
  [
    'dr drs prof profs assoc asst mag ing ir dipl dipl-ing dr-ing lic cand stud priv doz pd habil hc univ phd ph llm ll',
    'med rer nat phil jur iur oec pol theol techn vet dent agr sc msc bsc ba ma mba mudr mvdr judr phdr rndr paeddr bc',
    'mgr thdr lek hab mr mrs ms mx miss messrs mme mlle mm m sr sra srta jr don dna sig sigra dott dottssa rag avv',
    'arch geom dra eng engr adv atty st ste sta fr rev revd hon pres sen rep sir capt cpt col gen lt sgt maj cmdr adm',
    'hr herr fr frau hrn fam md mohd muhd mst sk smt shri sri km kum ku wm chas geo jos thos chr th joh abd muh moh',
  ]
    .flatMap((line) => line.split(' '))
    .concat('inż', 'д-р', 'проф', 'доц', 'инж', 'г-н', 'г-жа', 'ак', 'акад', 'канд'),
)
