import { describe, expect, test } from 'vitest'
import { letterHtml } from '../../server/text/letter-html.ts'
import { checkAnswer, checkNote } from '../../server/delivery/rules.ts'
import { checkDraft } from '../../server/letters/drafting/draft.ts'
import { checkText as checkStatement } from '../../server/statements/rules.ts'
import { checkUpdate } from '../../server/updates/rules.ts'
import { faultInMarkdown, warningsOnMarkdown } from '../../server/text/markdown.ts'
import { faultInTyped } from '../../server/text/typed-text.ts'
import { parseMarkdown } from '../../server/text/parse-markdown.ts'
import { said } from '../support/words.ts'

const lists = (deep: number) => Array.from({ length: deep }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')
const emphasis = (deep: number) =>
  Array.from({ length: deep }, (_, depth) => (depth % 2 ? '**' : '*')).reduce(
    (text, mark) => `${mark}a ${text} b${mark}`,
    'x',
  )

describe('every text', () => {
  test.each([
    ['Thai', 'น้ำผึ้งที่ปั้นอยู่ ก็ต้องกินให้หมด'],
    ['Tibetan, with the highest stack', 'ཧྐྵྨླྺྼྻྂ རྒྱལ་པོ།'],
    ['Hebrew with vowels and cantillation', 'בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם וְאֵ֥ת הָאָֽרֶץ׃'],
    ['Vietnamese, decomposed', 'Người lao động và những quyền của họ'.normalize('NFD')],
    ['Sanskrit, five letters joined', 'कार्त्स्न्य ज्योत्स्ना धृतराष्ट्र'],
    ['Khmer', 'ព្រះរាជាណាចក្រកម្ពុជា ស្ត្រី'],
    ['Burmese', 'မြန်မာနိုင်ငံ ဥက္ကဋ္ဌ'],
    ['Arabic, with vowels', 'بِسْمِ ٱللَّٰهِ ٱلرَّحْمَٰنِ ٱلرَّحِيمِ'],
    ['Persian, with joiners', 'می‌خواهیم نمی‌رویم'],
    ['families, a flag of tags, keycaps', '👩🏽‍❤️‍💋‍👨🏿 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ 🏳️‍🌈'],
    ['Chinese, without a space for pages', '我們要求公司停止出售面部識別技術'.repeat(400)],
    ['Japanese', 'わたしたちはカメラをうりません'.repeat(400)],
    ['a long link', `https://news.example/${'a'.repeat(1900)}`],
  ])('%s is taken', (_what, text) => {
    expect(faultInTyped(text, 'many')).toBeNull()
    expect(faultInMarkdown(text)).toBeNull()
  })

  test.each([
    [
      'a heap of marks',
      `We load the lorries. Z${'\u0301'.repeat(40_000)}`,
      /more than 16 accents .*, after “We load the lorries. Z”/,
    ],
    ['marks and joiners in turn', `Z${'\u0301\u200d'.repeat(9)}`, /more than 16 accents/],
    ['soft hyphens', `Z${'\u00ad'.repeat(17)}`, /more than 16 accents/],
    ['letters joined without end', `Hello ${'क\u094d'.repeat(250)}क`, /more than 10 letters joined into one/],
    ['the same in Burmese', 'က\u1039'.repeat(30), /joined into one/],
    ['a word without end', `Look: ${'a'.repeat(8000)}`, /2,000 characters without a space: “a{30}…”/],
    ['a NUL', 'We load\0 the lorries', /cannot be seen after “We load”/],
    ['half a pair', '\ud800', /begins with a character that cannot be seen/],
    ['only joiners', '\u200d\u2060', /only characters that cannot be seen/],
    ['only fillers', '\u3164 \u115f\uffa0\u17b4', /only characters that cannot be seen/],
    ['only soft hyphens', '\u00ad', /only characters that cannot be seen/],
    ['only Braille without dots', '\u2800', /only characters that cannot be seen/],
    ['only marks', '\u0301\u200b', /only characters that cannot be seen/],
    ['a turned text', 'ab\u202ecd', /cannot be seen after “ab”/],
  ])('with %s is refused with where and what to do', (_what, text, sentence) => {
    expect(said(faultInTyped(text, 'many') ?? '')).toMatch(sentence)
  })
})

describe('Markdown', () => {
  test.each([
    ['six quotes', `${'> '.repeat(6)}x`, `${'> '.repeat(7)}x`, /more than 6 levels deep, at “x”/],
    ['six lists', lists(6), lists(7), /more than 6 levels deep/],
    ['quotes in lists', '> - > - > - x', '> - > - > - > x', /more than 6 levels deep/],
    ['emphasis', emphasis(6), emphasis(7), /more than 6 levels deep/],
    ['500 footnotes', 'a^[b] '.repeat(500), 'a^[b] '.repeat(501), /footnotes more than 500 times/],
    ['3,000 items', '- a\n'.repeat(3000), '- a\n'.repeat(3001), /more than 3,000 paragraphs/],
    [
      'cells',
      `${'|a'.repeat(30)}|\n${'|-'.repeat(30)}|\n${'|x\n'.repeat(99)}`,
      `${'|a'.repeat(30)}|\n${'|-'.repeat(30)}|\n${'|x\n'.repeat(100)}`,
      /table cells/,
    ],
    [
      'a link with spaces',
      `[a](<https://e.example/${'a '.repeat(400)}>)`,
      `[a](<https://e.example/${'a '.repeat(800)}>)`,
      /link of more than 2,000/,
    ],
  ])('takes %s, and no more', (_what, taken, refused, sentence) => {
    expect(faultInMarkdown(taken)).toBeNull()
    expect(said(faultInMarkdown(refused) ?? '')).toMatch(sentence)
  })

  test('that was stored before the limits is shown as typed if it exceeds them', () => {
    const old = `Dear <all>,\n\n${'> '.repeat(16)}listen.\nPlease.`
    expect(letterHtml(old, { language: 'en' })).toBe(
      `<p>Dear &lt;all&gt;,</p>\n<p>${'&gt; '.repeat(16)}listen.<br />Please.</p>`,
    )
    expect(parseMarkdown(old, 'en').blocks).toEqual([
      { kind: 'paragraph', content: [{ kind: 'text', text: 'Dear <all>,' }] },
      {
        kind: 'paragraph',
        content: [
          { kind: 'text', text: `${'> '.repeat(16)}listen.` },
          { kind: 'break' },
          { kind: 'text', text: 'Please.' },
        ],
      },
    ])
  })

  test('shows a covering note with demands that are each as deep as may be', () => {
    expect(letterHtml(`${'> '.repeat(6)}1. ${'> '.repeat(6)}x`, { language: 'en' })).toContain('<blockquote>')
  })
})

describe('a line end of another kind', () => {
  const ends = ['\r\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029']

  test.each(ends)('%j is a line end in every text', (end) => {
    const typed = `We load${end}the lorries`
    const lines = 'We load\nthe lorries'
    expect(checkDraft({ text: typed })).toEqual({ ok: true, draft: { text: lines } })
    expect(checkAnswer(typed)).toEqual({ text: lines })
    expect(checkNote(typed)).toEqual({ note: lines })
    expect(checkUpdate(typed)).toEqual({ text: lines })
    expect(checkStatement(typed)).toEqual({ ok: true, text: lines })
  })

  test.each(ends)('%j is a space where one line is typed', (end) => {
    const typed = `We load${end}the lorries`
    expect(checkDraft({ title: typed, demands: [typed] })).toEqual({
      ok: true,
      draft: { title: 'We load the lorries', demands: ['We load the lorries'] },
    })
  })
})

describe('Markdown that hides something', () => {
  test.each([
    ['a note that nothing refers to', 'Here.[^1]\n\n[^1]: A.\n[^2]: B.', ['text-note-lost', '2']],
    ['a note that only such a note refers to', 'Here.\n\n[^1]: A.[^2]\n[^2]: B.', ['text-note-lost', '1', '2']],
    ['two notes with one name', 'Here.[^1]\n\n[^1]: A.\n[^1]: B.', ['text-note-lost', '1']],
    ['a reference without a note', 'Here.[^9] "Quoted[^9]"', ['text-note-missing', '9']],
    ['an address that nothing refers to', 'Here.\n\n[3]: https://e.example', ['text-address-lost', '3']],
    ['a link without a whole address', 'See [us](example.org/a).', ['text-link-broken', '[us](example.org/a)']],
  ])('is accepted with a warning: %s', (_what, text, [id, ...named]) => {
    expect(faultInMarkdown(text)).toBeNull()
    const warnings = warningsOnMarkdown(text) as { id: string; values: Record<string, unknown> }[]
    expect(warnings.map((warning) => [warning.id, ...Object.values(warning.values)])).toEqual(
      named.map((name) => [id, name]),
    )
  })

  test('gets no warning if all of it is shown, or escaped, or code', () => {
    const fine =
      'One[^1], two[1], `[^9]`, \\[^8], [us](https://us.example).\n\n[^1]: A.[^2]\n[^2]: B.\n\n[1]: https://e.example'
    expect(warningsOnMarkdown(fine)).toEqual([])
  })

  test('gets five warnings at most', () => {
    expect(warningsOnMarkdown(Array.from({ length: 30 }, (_, at) => `[^${String(at)}]`).join(' '))).toHaveLength(5)
  })
})
