import { existsSync, readFileSync } from 'node:fs'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { describe, expect, test } from 'vitest'
import { codePointOf, piecesOf, undrawnIn } from '../../server/drawable-text.ts'
import { directionOfText, families, familyNames, fontFolders, pageFontPackages } from '../../server/fonts.ts'
import { cardShapes } from '../../server/letters/press/card-shapes.ts'
import { Typesetter } from '../../server/rendering/typst.ts'
import { coverageFile, fontCoverage } from '../support/font-coverage.ts'
import { glyphsOf } from '../support/pdf-glyphs.ts'

const file = (path: string) => new URL(`../../${path}`, import.meta.url)
const template = readFileSync(file('server/delivery/pdf/letter.typ'), 'utf8')
const styles = readFileSync(file('web/fonts.css'), 'utf8')
const card = new Typesetter(file('server/letters/press/card.typ').pathname)

/** A text for each family, which the families before it cannot draw. */
const texts: Record<string, string> = {
  'Source Serif 4': 'Zoë Ångström, Ελένη, Їжак, Nguyễn Thị',
  'Noto Serif': 'Ꞓ',
  'Noto Naskh Arabic': 'ليلى',
  'Noto Sans Hebrew': 'דוד',
  'Noto Sans Armenian': 'Արամ',
  'Noto Sans Georgian': 'გიორგი',
  'Noto Sans Coptic': 'ⲙⲁⲣⲕⲟⲥ',
  'Noto Sans Ethiopic': 'አበበ',
  'Noto Sans Devanagari': 'मीरा जोशी',
  'Noto Sans Bengali': 'রহিম',
  'Noto Sans Gujarati': 'રમેશ',
  'Noto Sans Gurmukhi': 'ਗੁਰੂ',
  'Noto Sans Kannada': 'ರಾಮ',
  'Noto Sans Malayalam': 'രാമൻ',
  'Noto Sans Oriya': 'ସୁଭାଷ ଦାସ',
  'Noto Sans Sinhala': 'රාම',
  'Noto Sans Tamil': 'ராமன்',
  'Noto Sans Telugu': 'రాము',
  'Noto Sans Thai': 'สมชาย',
  'Noto Sans Lao': 'ສົມ',
  'Noto Sans Khmer': 'សុខ',
  'Noto Sans Myanmar': 'အောင်',
  'Noto Sans Meetei Mayek': 'ꯏꯕꯣꯝꯆꯥ',
  'Noto Sans Ol Chiki': 'ᱨᱟᱹᱜᱷᱩ',
  'Noto Sans Javanese': 'ꦱꦸꦏꦂꦤ',
  'Noto Sans Balinese': 'ᬯᬬᬦ᭄',
  'Noto Sans Thaana': 'އަޙްމަދު',
  'Noto Sans Syriac': 'ܐܦܪܝܡ',
  'Noto Sans Adlam': '𞤀𞤣𞤢𞤥𞤢',
  'Noto Sans Cherokee': 'ᏍᏏᏉᏯ',
  'Noto Sans Canadian Aboriginal': 'ᐃᓄᒃ',
  'Noto Sans Tifinagh': 'ⵎⴰⵙⵉⵏ',
  'Noto Sans NKo': 'ߛߎߟߏߡߣߊ',
  'Noto Sans Mongolian': 'ᠪᠠᠲᠤ',
  'Noto Sans Vai': 'ꕙꔤ',
  'Noto Sans Yi': 'ꆈꌠ',
  'Noto Serif Tibetan': 'བསྟན་འཛིན་',
  'Noto Sans S Chinese': '王晓梅',
  'BIZ UDPGothic': 'さくら𠀋',
  NanumGothic: '김하늘',
  'Noto Sans JP': '𠮷',
  'Noto Sans Math': '𝑥',
  'Noto Sans Symbols': '🜚',
  'Noto Sans Symbols 2': '🕿',
  'Noto Emoji': '🔥👩‍💻👍🏽',
}
/** Not in any font of the list: a rare Han character, cuneiform, and a private character. */
const undrawn = ['𬼂', '𒀀', '\ue123']

describe('fonts', () => {
  test('have all their files', () => {
    for (const place of [...fontFolders(), ...families.map(({ regular }) => regular)])
      expect([place, existsSync(place)]).toEqual([place, true])
  })

  test('are named to the PDF and the card, which name none themselves', () => {
    const { body, scripts, han, rest } = familyNames
    expect([body, ...scripts, ...Object.values(han), ...rest].toSorted()).toEqual(
      families.map(({ name }) => name).toSorted(),
    )
    for (const { name } of families) expect([name, template.includes(name)]).toEqual([name, false])
  })

  test('of pages come from the packages in the list', () => {
    const named = [...styles.matchAll(/url\('\/assets\/fonts\/([^']+)'\)/g)].map(([, name]) => name!)
    expect(named.length).toBeGreaterThan(5)
    for (const name of named)
      expect([name, pageFontPackages.some((one) => name.startsWith(one.replace('@fontsource/', '')))]).toEqual([
        name,
        true,
      ])
  })

  test('have their characters in server/font-coverage.ts (`npm run fonts`)', async () => {
    expect(readFileSync(coverageFile, 'utf8') === (await fontCoverage())).toBe(true)
  })
})

describe('a character and its font', () => {
  test.each(families)('$name draws its script', ({ name }) => {
    expect(piecesOf(texts[name]!).map(({ family }) => family)).toContain(name)
  })

  test('are found for the marks on a letter as well, in one font', () => {
    expect(undrawnIn(['e\u0301', 'ẍ\u0323', 'A\u0301', '가', '葛\u{e0100}飾', 'a\u200b\u00ad'])).toEqual([])
    expect(piecesOf('ด\u0302\u0ee9')).not.toContainEqual({ text: 'ด\u0302\u0ee9', family: 'Noto Sans Thai' })
  })

  test('divide a text without loss', () => {
    for (const text of [...Object.values(texts), `a ${undrawn.join(' ')} b\u200d`, 'e\u0301 \ue123\u0301 x'])
      expect(
        piecesOf(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    expect(piecesOf('𬼂 ')).toContainEqual({ text: '𬼂', family: null })
  })

  test('that no font draws is named by its code point', () => {
    expect(undrawnIn([`王${undrawn.join('')}`, 'Ana', ...Object.values(texts)])).toEqual(undrawn.toSorted())
    expect(undrawn.map(codePointOf)).toEqual(['U+2CF02', 'U+12000', 'U+E123'])
  })
})

describe('the words of a card', () => {
  const pdfOf = (text: string) => {
    const part = { text, dir: directionOfText(text) }
    return card.set({ title: part, words: part, by: part, han: 'zh', shape: cardShapes.wide }, (compiler, document) =>
      compiler.pdf(document),
    )
  }

  test('hold no box of a font, in any script', async () => {
    for (const text of [...Object.values(texts), undrawn.join('')]) {
      const { all, missing } = await glyphsOf(pdfOf(text))
      expect([text, all > 2, missing]).toEqual([text, true, 0])
    }
  })

  test('would show the boxes of a font to this test', async () => {
    const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: fontFolders() }] })
    const mainFileContent = `#set text(font: "Source Serif 4", fallback: false)\nA${undrawn.join('')}`
    const { result } = compiler.compile({ mainFileContent })
    expect(await glyphsOf(compiler.pdf(result!))).toEqual({ all: 4, missing: 3 })
  })
})
