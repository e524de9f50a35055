import { describe, expect, test } from 'vitest'
import { letterHtml } from '../../server/text/letter-html.ts'
import { faultInMarkdown } from '../../server/text/markdown.ts'
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
