import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { families, familyNames, fontFilesFor, fontFolders, pageFontPackages } from '../../server/fonts.ts'

const template = readFileSync(new URL('../../server/delivery/pdf/letter.typ', import.meta.url), 'utf8')
const styles = readFileSync(new URL('../../web/fonts.css', import.meta.url), 'utf8')

/** A word in each script that has a family of its own. */
const words: Record<string, string> = {
  'Noto Sans Armenian': 'Արամ',
  'Noto Sans Bengali': 'রহিম',
  'Noto Sans Devanagari': 'राम',
  'Noto Sans Ethiopic': 'አበበ',
  'Noto Sans Georgian': 'გიორგი',
  'Noto Sans Gujarati': 'રમેશ',
  'Noto Sans Gurmukhi': 'ਗੁਰੂ',
  'Noto Sans Kannada': 'ರಾಮ',
  'Noto Sans Khmer': 'សុខ',
  'Noto Sans Lao': 'ສົມ',
  'Noto Sans Malayalam': 'രാമൻ',
  'Noto Sans Myanmar': 'အောင်',
  'Noto Sans Sinhala': 'රාම',
  'Noto Sans Tamil': 'ராமன்',
  'Noto Sans Telugu': 'రాము',
  'Noto Sans Thai': 'สมชาย',
  'Noto Sans Coptic': 'ⲙⲁⲣⲕⲟⲥ',
  'Noto Naskh Arabic': 'ليلى',
  'Noto Sans Hebrew': 'דוד',
  'Noto Sans S Chinese': '王',
  'BIZ UDPGothic': 'さくら',
  NanumGothic: '김',
}

describe('fonts', () => {
  test('have all their files', () => {
    for (const place of [...fontFolders(), ...families.map(({ regular }) => regular)])
      expect([place, existsSync(place)]).toEqual([place, true])
  })

  test('are named to the PDF, which names none itself', () => {
    const { body, scripts, han } = familyNames
    expect([body, ...scripts, ...Object.values(han)].toSorted()).toEqual(families.map(({ name }) => name).toSorted())
    for (const { name } of families) expect([name, template.includes(name)]).toEqual([name, false])
  })

  test('of pages come from the packages in the list', () => {
    const named = [...styles.matchAll(/url\('\/assets\/fonts\/([^']+)'\)/g)].map(([, file]) => file!)
    expect(named.length).toBeGreaterThan(5)
    for (const file of named)
      expect([file, pageFontPackages.some((name) => file.startsWith(name.replace('@fontsource/', '')))]).toEqual([
        file,
        true,
      ])
  })

  test.each(families.filter(({ script }) => script).map((family) => [family.name, family] as const))(
    'a card with a word in %s reads its file',
    (name, { regular }) => {
      expect(fontFilesFor(words[name]!)).toContain(regular)
      expect(fontFilesFor('Ana Oduya')).not.toContain(regular)
    },
  )
})
