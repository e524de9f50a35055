import type { MarkdownIt, StateCore, Token } from 'markdown-it'

/** Opening and closing double quotation marks, then single ones. */
type Quotes = readonly [string, string, string, string]

/** U+202F: French sets a narrow space inside its quotation marks, where no line may break. */
const narrow = '\u202f'
const english: Quotes = ['“', '”', '‘', '’']
const guillemets: Quotes = ['«', '»', '“', '”']
const corners: Quotes = ['「', '」', '『', '』']

/** Quotation marks by language, as the Unicode CLDR 48 gives them (delimiters). Other languages have the English ones. */
const quotesByLanguage = new Map<string, Quotes>(
  (
    [
      [['„', '“', '‚', '‘'], 'bg,cs,de,dsb,et,hr,hsb,is,lb,lt,mk,nds,prg,sk,sl'],
      [['„', '”', '‚', '’'], 'bs,pl,ro,sr'],
      [['„', '”', '»', '«'], 'hu'],
      [[`«${narrow}`, `${narrow}»`, '“', '”'], 'fr,ht'],
      [guillemets, 'ast,br,ca,el,es-us,eu,it-ch,kab,kk,lij,oc,pt-ao,pt-ch,pt-mo,pt-mz,pt-pt,sc,sg,ti'],
      [['«', '»', '‹', '›'], 'am,de-ch,de-li,fa,fr-ch,gsw,hy,rm'],
      [['«', '»', '„', '“'], 'be,ka,ky,os,ru,sah,uk'],
      [['«', '»', '‘', '’'], 'nb,nn,no,rw'],
      [['”', '”', '’', '’'], 'fi,he,lag,rn,se,sv,yi'],
      [['”', '“', '’', '‘'], 'ar,syr,ur'],
      [corners, 'ja,yue,zh-hant'],
    ] as [Quotes, string][]
  ).flatMap(([quotes, languages]) => languages.split(',').map((language): [string, Quotes] => [language, quotes])),
)

/** @param language a BCP 47 tag. Its region is stronger than its script, and both are stronger than the language alone. */
function quotesOf(language: string): Quotes {
  const { language: spoken, script, region } = new Intl.Locale(language).maximize()
  const names = [`${spoken}-${region ?? ''}`, `${spoken}-${script ?? ''}`, spoken]
  return names.map((name) => quotesByLanguage.get(name.toLowerCase())).find((quotes) => quotes) ?? english
}

/** Where no space separates a quotation mark from the next word, only the order of the marks says which one opens. */
const unspaced = /^(?:zh|ja|ko|yue)(?:-|$)/
const east = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef`

/** A run of characters that a space, or a character of a script without spaces, ends. */
const words = new RegExp(String.raw`[^\s${east}]+`, 'gu')
/** Addresses, paths, file names, parameters and the like: everything in them is kept as it was typed. */
const technical = /[/\\@=&#%_<>|~^$`+{}]|^xn--|[\p{L}\p{N}]\.[\p{L}\p{N}]/u
const wrapped = /^[([{"'“‘„«‚]*(.*?)[)\]}"'”’“»‘.,;:!?…]*$/su
/** Feet, inches and minutes, decades, and the marks inside Hebrew abbreviations. */
const measures = /\d['"]+(?=\d)|(?<![\p{L}\p{N}])'(?=\d0s\b)|(?<=[\u05d0-\u05ea])(?:'|"(?=[\u05d0-\u05ea]))/gu
/** A prime after a number: 6 ft as `6'`. It may close a quotation, so it is kept only if none is open. */
const prime = /(?<=\d)['"](?![\p{L}\p{N}'"])/gu
const opens = /(?:^|[\s([{—–-])['"](?=\S)/u

interface Range {
  start: number
  end: number
}

/** @returns the parts of a line in which nothing may change, in their order */
function keptIn(line: string): Range[] {
  const kept: Range[] = []
  for (const { 0: word, index } of line.matchAll(words)) {
    const inner = wrapped.exec(word)?.[1] ?? ''
    if (!technical.test(inner)) continue
    const start = index + word.indexOf(inner)
    kept.push({ start, end: start + inner.length })
  }
  for (const { 0: mark, index } of line.matchAll(measures)) kept.push({ start: index, end: index + mark.length })
  if (!opens.test(line)) for (const { index } of line.matchAll(prime)) kept.push({ start: index, end: index + 1 })
  return kept.sort((one, other) => one.start - other.start)
}

/** A dash without spaces stands between a word's end and a word's beginning. */
const endsWord = /[\p{L}\p{M}\p{Pe}\p{Pf}.,;:!?…"']/u
const beginsWord = /[\p{L}\p{Ps}\p{Pi}¿¡"']/u

/** Characters on both sides of a part of a line. Spaces where the line begins and ends. */
interface Around {
  before: string
  after: string
}

/** Sets dashes for hyphens, except beside numbers and between legal marks: `10--20` and `8(c)--(e)` stay. */
function withDashes(line: string, { short, long }: { short: string; long: string }, { before, after }: Around): string {
  if (/^-+$/.test((before + line + after).trim())) return line
  return line.replace(/(?<!-)-{2,3}(?!-)/g, (hyphens, at: number) => {
    const left = before + line.slice(0, at)
    const right = line.slice(at + hyphens.length) + after
    return isDash(left.slice(-20), right.slice(0, 20)) ? (hyphens.length === 3 ? long : short) : hyphens
  })
}

function isDash(left: string, right: string): boolean {
  if (/\s$/.test(left) && /^\s/.test(right)) return !(/\d\s+$/.test(left) && /^\s+\d/.test(right))
  const [last = '', first = ''] = [Array.from(left).at(-1), Array.from(right)[0]]
  return endsWord.test(last) && beginsWord.test(first) && !(last === ')' && first === '(')
}

/**
 * Changes straight quotation marks, apostrophes and hyphens in prose into those of the text's language, `env.language`. Nothing
 * else changes, because a letter must say what was signed: markdown-it's own replacements turn `8(c)` into `8©`.
 */
export function typography(markdown: MarkdownIt): void {
  markdown.set({ typographer: true })
  markdown.disable('replacements')
  markdown.core.ruler.before('smartquotes', 'typography', (state) => {
    const language = languageOf(state)
    const quotes = quotesOf(language)
    const dashes = language.startsWith('zh') ? { short: '——', long: '——' } : { short: '–', long: '—' }
    // The rule `smartquotes` comes next and reads the option.
    state.md.options.quotes = [...quotes]
    for (const block of state.tokens) {
      if (block.type !== 'inline' || !block.children || !/['"]|--/.test(block.content)) continue
      block.children = new Line(state, dashes).set(block.children)
      if (unspaced.test(language)) pairInOrder(block.children, quotes)
    }
  })
}

function languageOf({ env }: StateCore): string {
  const { language } = env as { language?: unknown }
  try {
    return Intl.getCanonicalLocales(typeof language === 'string' ? language : 'en')[0] ?? 'en'
  } catch {
    return 'en'
  }
}

/** Sets the dashes of a paragraph. Makes tokens of what must stay, which the rule `smartquotes` passes over. */
class Line {
  readonly #state: StateCore
  readonly #dashes: { short: string; long: string }
  readonly #set: Token[] = []

  constructor(state: StateCore, dashes: { short: string; long: string }) {
    this.#state = state
    this.#dashes = dashes
  }

  set(tokens: readonly Token[]): Token[] {
    for (let at = 0; at < tokens.length;) {
      const start = at
      while (at < tokens.length && isText(tokens[at])) at++
      if (at > start) this.#setRun(tokens.slice(start, at), characterAt(tokens, at, 1))
      const next = tokens[at++]
      if (next) this.#set.push(next)
    }
    return this.#set
  }

  /** Sets a run of text without a break or a mark inside. */
  #setRun(run: readonly Token[], after: string): void {
    const before = characterAt(this.#set, this.#set.length - 1, -1)
    const line = run.map(({ content }) => content).join('')
    let end = 0
    const kept = [...keptIn(line), ...escapedIn(run)].sort((one, other) => one.start - other.start)
    for (const range of [...kept, { start: line.length, end: line.length }]) {
      if (range.start > end) {
        const around = { before: line[end - 1] ?? before, after: line[range.start] ?? after }
        this.#push('text', withDashes(line.slice(end, range.start), this.#dashes, around), run)
      }
      const start = Math.max(end, range.start)
      if (range.end > start) this.#push('text_special', line.slice(start, range.end), run)
      end = Math.max(end, range.end)
    }
  }

  #push(type: string, content: string, [first]: readonly Token[]): void {
    const token = new this.#state.Token(type, '', 0)
    Object.assign(token, { content, level: first?.level ?? 0 })
    this.#set.push(token)
  }
}

function isText(token: Token | undefined): boolean {
  return token?.type === 'text' || token?.type === 'text_special'
}

/** The ranges of escaped characters and entities, which the author typed to get exactly them. */
function escapedIn(run: readonly Token[]): Range[] {
  let end = 0
  return run.flatMap(({ type, content }) => {
    const start = end
    end += content.length
    return type === 'text_special' ? [{ start, end }] : []
  })
}

/** The nearest character from a token on, across emphasis and links. A space at a break and at the end. */
function characterAt(tokens: readonly Token[], from: number, step: 1 | -1): string {
  for (let at = from; tokens[at]; at += step) {
    const { type, content } = tokens[at] as Token
    if (type === 'softbreak' || type === 'hardbreak') return ' '
    if (content !== '') return content.at(step === 1 ? 0 : -1) ?? ' '
  }
  return ' '
}

/** Pairs the double quotation marks of a paragraph in their order, if none is left over. */
function pairInOrder(tokens: readonly Token[], [opening, closing]: Quotes): void {
  const texts = tokens.filter(({ type }) => type === 'text')
  const count = texts.reduce((sum, { content }) => sum + content.split('"').length - 1, 0)
  if (count % 2 === 1) return
  let paired = 0
  for (const token of texts) token.content = token.content.replace(/"/g, () => (paired++ % 2 === 0 ? opening : closing))
}
