import { describe, expect, test } from 'vitest'
import { checkFor, readCheckCode, shownCode } from '../../server/delivery/check-code.ts'
import { newCode } from '../../server/delivery/secrets.ts'

describe('a check code', () => {
  test('has twelve letters, is no word and no number, and no two are the same', () => {
    const codes = Array.from({ length: 2000 }, newCode)
    expect(new Set(codes).size).toBe(codes.length)
    for (const code of codes) expect(code).toMatch(/^[BCDFGHJKMNPQRSTVWXZ]{12}$/)
    // Every letter occurs at every place.
    for (let at = 0; at < 12; at++) expect(new Set(codes.map((code) => code.charAt(at))).size).toBe(19)
  })

  test('is shown in groups of four, and read as people type it', () => {
    expect(shownCode('BKTRWZMPFHDC')).toBe('BKTR-WZMP-FHDC')
    for (const typed of [
      'BKTR-WZMP-FHDC',
      'bktrwzmpfhdc',
      ' bktr wzmp\tfhdc\n',
      'BKTR–WZMP—FHDC',
      'ＢＫＴＲ－ＷＺＭＰ－ＦＨＤＣ',
      'B.K.T.R.W.Z.M.P.F.H.D.C',
    ])
      expect(readCheckCode(typed)).toBe('BKTRWZMPFHDC')
  })

  test('is never read from something else', () => {
    for (const typed of [
      '',
      '123456789012',
      'BKTR-WZMP-FHD',
      'BKTR-WZMP-FHDCB',
      'BKTR-WZMP-FHDA',
      'BKTR-WZMP-FHD1',
      'ßKTRWZMPFHD',
    ])
      expect(readCheckCode(typed)).toBeNull()
    expect(readCheckCode('B'.repeat(5000))).toBeNull()
  })

  test('stands after an address that can be typed', () => {
    const server = { origin: 'https://letters.example.org', host: 'letters.example.org' }
    expect(checkFor(server, 'BKTRWZMPFHDC')).toMatchObject({
      code: 'BKTR-WZMP-FHDC',
      address: 'letters.example.org/check',
      link: 'https://letters.example.org/check?code=BKTR-WZMP-FHDC',
    })
    expect(checkFor(server, null).link).toBe('https://letters.example.org/check?code=')
  })
})
