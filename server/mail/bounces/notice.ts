import { originalBegins } from './shapes.ts'

/** The text of the report, without the original mail that it returns. */
export function noticeOf(text: string): string {
  const lines = text.split('\n')
  const begins = lines.findIndex((line) => originalBegins.some((pattern) => pattern.test(line.slice(0, 200))))
  const notice = begins < 0 ? text : lines.slice(0, begins).join('\n')
  return notice.trim() === '' ? text : notice
}

/** The parts of a notice that begin with an address each. */
export function blocksOf(notice: string): { address: string; text: string }[] {
  const blocks = new Map<string, { address: string; text: string }>()
  let current: { address: string; text: string } | undefined
  for (const line of notice.split('\n').slice(0, 2000)) {
    const [, address] =
      /^(?:[^\w@]{0,12}|\W{0,6}[45]\d\d [^\w@]{0,3})([^\s<>"'@:;,()]{1,64}@[^\s<>"':;,()]{1,255})["'>]{0,2}(?:[\s:,(]|\.{3}|$)/.exec(
        line.slice(0, 500),
      ) ?? []
    if (address !== undefined) {
      const known = blocks.get(address.toLowerCase())
      current = known ?? { address, text: '' }
      blocks.set(address.toLowerCase(), current)
    }
    if (current) current.text += `${line}\n`
  }
  return [...blocks.values()]
}

/** In characters. */
const longestLine = 1000

/** The lines of a notice that hold a reply or a status code, with the lines that continue them. */
export function repliesIn(text: string): string {
  const lines = text.split('\n').slice(0, 500)
  const kept: string[] = []
  let open = 0
  for (const whole of lines) {
    const line = whole.slice(0, longestLine)
    const code = /(?<![\d.])(?:[45][0-7]\d[- :]|[45]\.\d{1,3}\.\d{1,3}(?![\d.]*\d))/.test(line)
    if (code) open = 4
    if (open > 0 && line.trim() !== '') kept.push(line)
    open = line.trim() === '' ? 0 : open - 1
    if (kept.length > 40) break
  }
  return kept.map((line) => line.trim()).join(' ')
}
