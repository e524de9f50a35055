import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import { circleSvg } from '../../server/letter/circle-drawing.ts'
import { qrCodeOf } from '../../server/letter/qr-code.ts'
import { itemsOf, setLetter, textOnPage } from '../support/pdf-letter.ts'
import { pictureOf, qrWithin } from '../support/qr-codes.ts'

const link = 'https://letters.example.org/check?code=BKTR-WZMP-FHDC'
const check = { code: 'BKTR-WZMP-FHDC', address: 'letters.example.org/check', link, qr: qrCodeOf(link) }
const otherPlace = 'The works council of Lantern Freight, room 12.'
const seal = circleSvg(450, { title: '', description: '', ink: '#1f1b16', marksOnly: true })
const whole = { check, otherPlace, seal, answerBy: '2026-03-23' }

/** A4, in points. */
const page = { width: 595.28, height: 841.89 }

describe('the cover of a PDF', () => {
  test('shows title, addressees, counts, demands, dates, the code and the other place, and the letter begins on the next page', async () => {
    const tally = [
      { label: 'verified work addresses', count: 1204 },
      { label: 'supporters', count: 9 },
    ]
    const items = await itemsOf(await setLetter({ ...whole, tally }))
    const cover = textOnPage(items, 0)
    for (const part of [
      'Keep the night shift safe',
      'Ines Halvorsen , Head of Operations',
      '1,204 verified work addresses',
      '9 supporters',
      'As of 9 March 2026.',
      'Mailboxes verified, names as typed.',
      'Nobody checked who sits behind a mailbox.',
      'What the signatories ask',
      'Lights that work.',
      'by 23 March 2026',
      'Type this code at letters.example.org/check :',
      'BKTR-WZMP-FHDC',
      otherPlace,
    ])
      expect([part, cover.replaceAll(' ', '').includes(part.replaceAll(' ', ''))]).toEqual([part, true])
    expect(cover.includes('We load the lorries')).toBe(false)
    expect(textOnPage(items, 1).startsWith('Keep the night shift safe')).toBe(true)
    expect(textOnPage(items, 1).includes('We load the lorries at night.')).toBe(true)
  })

  test('says nothing of a code, another place or a day that is not given', async () => {
    const cover = textOnPage(await itemsOf(await setLetter()), 0)
    for (const part of ['Check this copy', 'Type this code', 'ask here', 'answer by', '{'])
      expect([part, cover.includes(part)]).toEqual([part, false])
  })

  test('comes before the covering note, and this before the letter', async () => {
    const items = await itemsOf(await setLetter({ coveringNote: 'Dear Ms Halvorsen.' }))
    const texts = [0, 1, 2].map((at) => textOnPage(items, at))
    expect(texts.map((text) => text.includes('Dear Ms Halvorsen.'))).toEqual([false, true, false])
    expect(texts.map((text) => text.includes('We load the lorries'))).toEqual([false, false, true])
  })

  test('has a QR code that a camera reads, and the address leads to the same page', async () => {
    const pdf = await setLetter(whole)
    const picture = await pictureOf(pdf)
    expect(qrWithin(picture, { left: 0.08, top: 0.72, right: 0.35, bottom: 1 })).toBe(link)
    const file = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
    const notes = (await (await file.getPage(1)).getAnnotations()) as { url?: string }[]
    expect(new Set(notes.map(({ url }) => url))).toEqual(new Set([link]))
  })

  test.each([
    ['W', 200],
    ['﷽', 200],
    ['王', 200],
    ['ж\u0301', 100],
    ['𬼂', 100],
    ['Nguyễn ', 28],
  ])('is one page where every text is as long as it may be, of %s', async (letter, times) => {
    const longest = letter.repeat(times).trim()
    const recipients = Array.from({ length: 50 }, () => ({ name: longest, office: longest }))
    const demands = Array.from({ length: 30 }, () => letter.repeat(1000 / letter.length).trim())
    const tally = Array.from({ length: 16 }, (_, at) => ({ label: longest.repeat(5), count: 1_000_000 + at }))
    const title = letter.repeat(150 / letter.length)
    const items = await itemsOf(
      await setLetter({ ...whole, title, recipients, demands, tally, otherPlace: longest.repeat(3) }),
    )
    const onCover = items.filter((item) => item.page === 0)
    expect(onCover.filter(({ left, right }) => left < 80 || right > page.width - 80)).toEqual([])
    expect(onCover.filter(({ bottom, height }) => bottom < 60 || bottom + height > page.height - 60)).toEqual([])
    const cover = textOnPage(items, 0)
    expect(cover.includes('BKTR-WZMP-FHDC')).toBe(true)
    expect(cover.match(/and \d+ more/g)?.length).toBe(3)
    // Nothing lies over anything else: the counts stand above the demands, and these above the foot.
    const bottomOf = (text: string) => onCover.find((item) => item.text.includes(text))?.bottom ?? NaN
    const order = ['As of', 'What the signatories ask', 'answer by', 'Check this copy'].map(bottomOf)
    expect(order).toEqual(order.toSorted((one, other) => other - one))
    // The pages after it have all of it.
    const after = items.filter((item) => item.page > 0)
    expect(after.filter(({ left, right }) => left < 20 || right > page.width - 20)).toEqual([])
    expect(after.some(({ text }) => text.includes('1,000,015'))).toBe(true)
  })

  test.each(['W', '﷽', '王', 'ก', '𒀀', 'W-', 'क\u094d'])('has room for names of 200 letters %s', async (letter) => {
    const name = letter.repeat(200 / letter.length)
    const items = await itemsOf(await setLetter({ ...whole, recipients: [{ name, office: name }] }))
    const beyond = items.filter((item) => item.page < 2 && (item.left < 80 || item.right > page.width - 80))
    expect(beyond).toEqual([])
    expect(textOnPage(items, 2).includes('Who signed')).toBe(true)
  })

  test('leaves out only what has no room', async () => {
    const recipients = Array.from({ length: 14 }, (_, at) => ({ name: `Executive ${String(at)}`, office: 'Board' }))
    const cover = textOnPage(await itemsOf(await setLetter({ ...whole, recipients })), 0)
    expect(cover.includes('Executive 9')).toBe(true)
    expect(cover.includes('and 4 more')).toBe(true)
    expect(cover.includes('Executive 10')).toBe(false)
  })
})
