import { describe, expect, test } from 'vitest'
import { readSentence, storedSentence } from '../../server/delivery/stored-sentence.ts'
import { say } from '../../server/refusal.ts'
import { said, sentence } from '../support/words.ts'

describe('a stored sentence', () => {
  test('is read as it was stored, alone and in a list', () => {
    const one = say('delivery-recipient-no-address', { name: 'Ada “{id}” Hartley' })
    for (const stored of [one, [one, say('plan-late-next')], 'Text that has not moved.'])
      expect(readSentence(storedSentence(stored))).toEqual(stored)
  })

  test.each(['Ada Hartley has no address.', '{ has no address.', '[Ada] has no address.'])(
    'of an older version is text, and stays so: %s',
    (text) => expect(said(readSentence(text))).toBe(text),
  )

  test.each([
    '{"id":"no-such-message","values":{}}',
    '{"id":"delivery-recipient-no-address","values":{}}',
    '{"name":"no sentence"}',
  ])('that this version cannot show is shown as a general one: %s', (stored) =>
    expect(said(readSentence(stored))).toBe(sentence('delivery-late-reason-unknown')),
  )
})
