import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkName, resemblance } from '../../server/signatures/names.ts'
import { said } from '../support/words.ts'

const refusedWith = (name: string): string | undefined => {
  const checked = checkName(name)
  return checked.ok ? undefined : said(checked.message)
}

test.each([
  'Ng',
  'Suharto',
  "Siobhán O'Brien-Łukasiewicz",
  'D’Angelo Ó Briain',
  'Hubert B. Wolfe, Jr.',
  'J.R.R. Tolkien',
  'J.Ng',
  'Null',
  'X Æ A-12',
  'María de los Ángeles Fernández de Córdoba y Álvarez de Toledo',
  'Đặng Thị Ánh Nguyệt',
  'عبد الرحمن بن محمد الخالدي',
  'حفصہ خان',
  'שָׂרָה כֹּהֵן',
  'Некрасова Глафира',
  '聂晟睿',
  '島崎 秀雄',
  // Stacks of Tibetan, Hebrew with vowels and cantillation, and two spacing marks on one letter.
  'རྒྱལ་མཚན་',
  'בְּרֵאשִׁ֖ית',
  'កោះ',
  'র\u09cb\u0982\u0983',
  '𠮷野 家',
  '神\u{fa19}田',
  '葛\u{e0100}城',
  '김민준',
  'ธาดา วัชโรทัย',
  'ක්\u200dෂේම',
  'श्री\u200dमती शर्मा',
  'علی\u200cرضا',
  'ᠮᠤ\u180b',
  'Գագիկ Կիրակոսյան',
  'Ⲁⲛⲧⲱⲛⲓ ⲅⲉⲱⲣⲅⲓⲟⲥ',
  'ʻIolani Kaʻahumanu',
  '!Xóõ Nǂamkhoe',
  '=Jones',
  '@lex',
  '-Ana',
])('%s stays as it was typed', (name) => {
  expect(checkName(name)).toEqual({ ok: true, name })
})

test.each([
  ['  Ada \t\n Lovelace  ', 'Ada Lovelace'],
  ['Ada\u00a0Lovelace', 'Ada Lovelace'],
  ['島崎\u3000秀雄', '島崎 秀雄'],
  ['Jose\u0301', 'José'],
  ['\u200fשרה\u200f', 'שרה'],
  ['\ufeffAda\u200b', 'Ada'],
])('%j is taken as %s', (typed, name) => {
  expect(checkName(typed)).toEqual({ ok: true, name })
})

test.each([
  ['', /Type your name/],
  [' \n\u200b ', /Type your name/],
  ['Ada 🙂', /emoji/],
  ['❤️ Ada', /emoji/],
  ['👩‍👩‍👧 Ada', /emoji/],
  ['Ada 🇩🇪', /emoji/],
  ['Ada 1️⃣', /emoji/],
  ['Ada ☎', /emoji/],
  ['Ada\u0000', /cannot be seen/],
  ['Ada\u202eecalevoL', /direction/],
  ['Ada \u2066Lovelace\u2069', /direction/],
  ['A\u200dd\u200ca', /cannot be seen/],
  ['\u3164', /cannot be seen/],
  ['\u2800Ada', /cannot be seen/],
  ['Ada\ud800', /cannot be seen/],
  ['Ada\ue000', /cannot be seen/],
  ['Ada\u{e0041}', /cannot be seen/],
  ['\u0301Ada', /cannot be seen/],
  [`Ad${'\u0335'.repeat(9)}a`, /more marks/],
  [`क${'\u0903'.repeat(190)}`, /more marks/],
  [`क${'\u0903'.repeat(5)}`, /more marks/],
  [`A${'\u20dd'.repeat(190)}`, /more marks/],
  ['A\u0488\u0489', /more marks/],
  ['12345', /no letters/],
  ['...', /no letters/],
  ['https://evil.example', /address/],
  ['Visit www.evil.example', /address/],
  ['cheap-pills.com', /address/],
  ['Ada (ada.io)', /address/],
  ['ada@northwind.example', /address/],
])('%j is refused with a sentence', (typed, message) => {
  expect(refusedWith(typed)).toMatch(message)
})

test.each([
  'Dr.Dev Patel',
  'Dr.Io Chen',
  'Prof.Dr.Med. Ada Ng',
  'Dipl.-Ing. Max Mo',
  'Dr.-Ing.Mo Li',
  'J.P. Morgan',
  'J.P.Ng',
  'S.Kim',
  'St.John Smythe',
  'Md.Ai Rahman',
  'Anna Roy, B.Com',
  'Ravi Rao B.Tech, M.Sc.Ing',
  'Ada Lovelace, LL.M.',
  'Karl K:son Berg',
  'S:t Erik',
  'Ada Lovelace (@handle)',
  '(@handle)',
  '@lex',
  'Ada @ Northwind',
  'Ada/Max Ng',
])('%s is a name and no link', (name) => {
  expect(checkName(name)).toEqual({ ok: true, name })
})

test.each([
  'visit t.me/x',
  'bit.ly/abc',
  'J.Ng/abc',
  'evil．com',
  'evil。com',
  'evil｡com',
  'evil․com',
  'ｅｖｉｌ.com',
  'EVIL.COM',
  'evil.рф',
  'evil.xn--p1ai',
  '例え.みんな',
  'evil.co.uk',
  'evil.github.io',
  'see evil.example.com!',
  'Dr.evil.com',
  'J.co.uk',
  'x.com',
  'ing.com',
  'Dr.Com',
  'Ada (evil.io)',
  'javascript:',
  'javascript:alert(1)',
  'ＪavaScript：alert(1)',
  'data:text/html,Ada',
  'mailto: ada',
  'tel:+491234',
  'Ada 127.0.0.1',
  'follow @handle',
  'Ada, @handle',
  'ada＠northwind.example',
  'ada@localhost',
  'www.evil',
  'evil.onion',
])('%j is a link and no name', (typed) => {
  expect(refusedWith(typed)).toMatch(/web address/)
})

test('two hundred characters of any script are a name; one more is not', () => {
  for (const letter of ['a', 'é', '聂', '𠮷']) {
    expect(checkName(letter.repeat(200)).ok, letter).toBe(true)
    expect(checkName(letter.repeat(201)).ok, letter).toBe(false)
  }
  expect(checkName('a'.repeat(1e6)).ok).toBe(false)
})

test('any input is checked without an error, and an accepted name is accepted again unchanged', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 230 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom('a', 'é', '\u0301', '\u200d', '\u200c', ' ', 'क', '्', 'ع', '神', '\ufe0f', '.', "'"),
      maxLength: 30,
    }),
  )
  fc.assert(
    fc.property(typed, (text) => {
      const checked = checkName(text)
      if (!checked.ok) {
        expect(said(checked.message)).toMatch(/\.$/)
        return
      }
      expect(checkName(checked.name)).toEqual(checked)
      expect(Array.from(checked.name).length).toBeLessThanOrEqual(200)
      expect(checked.name).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]|^\s|\s$|\s\s/u)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['Bob Jones', 'bob.jones'],
  ['Bob Jones', 'jones.bob'],
  ['Bob Jones', 'bobjones'],
  ['Bob Jones', 'bjones'],
  ['Bob Jones', 'b.jones'],
  ['Bob Jones', 'jonesb'],
  ['Bob Jones', 'bob_j'],
  ['Bob Jones', 'bjones2'],
  ['Bob Jones', 'bob.jones-17'],
  ['Bob Jones', 'bob'],
  ['Robert K. Jones', 'rkjones'],
  ['Jones, Bob', 'bob.jones'],
  ["Siobhán O'Brien-Łukasiewicz", 'siobhan.obrien'],
  ["Siobhán O'Brien-Łukasiewicz", 'sobrien-lukasiewicz'],
  ['Jürgen Groß', 'juergen.gross'],
  ['Jürgen Groß', 'jurgen.gross'],
  ['Jürgen Groß', 'jürgen.groß'],
  ['Søren Ødegård', 'soren.odegard'],
  ['Søren Ødegård', 'soeren.oedegaard'],
  ['Đặng Thị Ánh Nguyệt', 'nguyet.dang'],
  ['Đặng Thị Ánh Nguyệt', 'nguyetdta'],
  ['Hubert Wolfeschlegelsteinhausenbergerdorff', 'hwolfesch'],
  ['Ng', 'ng'],
  ['Kim Ng', 'kng'],
  ['聂晟睿', '聂晟睿'],
  ['島崎 秀雄', '秀雄.島崎'],
  ['Некрасова Глафира', 'глафира.некрасова'],
  ['田中 Taro', 'taro'],
])('%s and %s: yes', (name, local) => {
  expect(resemblance(name, local)).toBe('yes')
})

test.each([
  ['Bob Jones', 'eve.smith'],
  ['Bob Jones', 'esmith'],
  ['Mickey Mouse', 'jonathan.fielding'],
  ['Suharto', 'claire.dubois'],
  ['Chimamanda Peter', 'hubert'],
])('%s and %s: no', (name, local) => {
  expect(resemblance(name, local)).toBe('no')
})

test.each([
  ['Bob Jones', 'bj'],
  ['Bob Jones', 'w1000.0'],
  ['Bob Jones', 'emp48213'],
  ['Bob Jones', '48213'],
  ['Robert Jones', 'bob.jones'],
  ['Robert Jones', 'bjones'],
  ['', 'bob.jones'],
  ['聂晟睿', 'shengrui.nie'],
  ['Некрасова Глафира', 'g.nekrasova'],
  ['عبد الرحمن', 'abdulrahman'],
  ['Bob Jones', '聂晟睿'],
  ['Bob Jones', ''],
])('%s and %s: unclear', (name, local) => {
  expect(resemblance(name, local)).toBe('unclear')
})

test('any two texts are compared quickly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, local) => {
      expect(['yes', 'no', 'unclear']).toContain(resemblance(name, local))
    }),
  )
  const started = performance.now()
  resemblance(Array.from({ length: 40 }, () => 'aaaa').join(' '), 'a'.repeat(63) + 'b')
  expect(performance.now() - started).toBeLessThan(2000)
})

test('a name matches an address made of it, in either order and as initial and surname', () => {
  const word = fc.stringMatching(/^[a-z]{2,10}$/)
  fc.assert(
    fc.property(
      word,
      word,
      fc.constantFrom('', '.', '-', '_'),
      fc.constantFrom('', '2', '.17'),
      (first, last, dot, number) => {
        for (const local of [first + dot + last, last + dot + first, first[0]! + dot + last, last + dot + first[0]!]) {
          expect(resemblance(`${first} ${last}`, local + number), local + number).toBe('yes')
        }
      },
    ),
  )
})
