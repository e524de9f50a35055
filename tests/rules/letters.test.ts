import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalHash } from '../../server/crypto/canonical.ts'
import { diffRevisions, diffText, signsOfSubstance } from '../../server/letters/revisions/diff.ts'
import { canonicalLanguage, checkDraft, most } from '../../server/letters/drafting/draft.ts'
import { contentOf, emptyDraft, revisionHash, type LetterDraft } from '../../server/letter/rules.ts'
import { say } from '../../server/refusal.ts'
import { freeSlug, slugFrom } from '../../server/letter/slug.ts'
import { northwind } from '../support/stories.ts'

const errorsIn = (typed: Partial<LetterDraft>) => {
  const checked = checkDraft(typed)
  return checked.ok ? [] : checked.errors
}
const recipient = (change: Partial<LetterDraft['recipients'][number]>) => ({
  name: 'Ada Hartley',
  office: 'Chief executive',
  address: 'ada@board.example',
  ...change,
})

describe('the address of a letter', () => {
  test.each([
    ['Stop selling face recognition!', 'stop-selling-face-recognition'],
    ['Größe & Ärger: was nun?', 'grosse-arger-was-nun'],
    ['Остановите это', 'ostanovite-eto'],
    ['停止销售人脸识别', 'tingzhixiaoshourenlianshibie'],
    ['Workers’ rights', 'workers-rights'],
    ['!?', 'letter'],
  ])('%s → %s', (title, slug) => expect(slugFrom(title)).toBe(slug))

  test('fits the database’s rule, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
        expect(slugFrom(title)).toMatch(/^[a-z0-9](-?[a-z0-9]+){0,20}$/)
        expect(slugFrom(title).length).toBeLessThanOrEqual(60)
      }),
    )
  })

  test('gets a number if another public letter has it', () => {
    expect(freeSlug('a', [])).toBe('a')
    expect(freeSlug('a', ['a', 'a-2', 'ab'])).toBe('a-3')
  })
})

describe('what a draft may hold', () => {
  test('an incomplete draft has no faults', () => {
    // The plan has its own forms and checks.
    const { plan: _plan, ...parts } = emptyDraft
    expect(checkDraft(emptyDraft)).toEqual({ ok: true, draft: parts })
  })

  test('checking is idempotent', () => {
    fc.assert(
      fc.property(
        fc.record({
          title: fc.string({ maxLength: 100 }),
          text: fc.string({ unit: 'grapheme', maxLength: 400 }),
          demands: fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { maxLength: 5 }),
        }),
        (typed) => {
          const once = checkDraft(typed)
          if (once.ok) expect(checkDraft(once.draft)).toEqual(once)
        },
      ),
    )
  })

  test.each(['a\r\nBcc: x@y.example', 'a\nb', 'a\u0000', 'a\u202eb', 'a\u2028b'])(
    'a recipient’s name that could break out of a mail header is refused: %j',
    (name) => {
      expect(errorsIn({ recipients: [recipient({ name })] })).toMatchObject([{ field: 'recipient-name-0' }])
      expect(errorsIn({ recipients: [recipient({ office: name })] })).toMatchObject([{ field: 'recipient-office-0' }])
    },
  )

  test.each(['ada', 'ada@', 'Ada <ada@board.example>', 'a@b.example,c@d.example', 'a@b.example\nBcc: c@d.example'])(
    'a malformed address is refused: %j',
    (address) => {
      expect(errorsIn({ recipients: [recipient({ address })] })).toMatchObject([{ field: 'recipient-address-0' }])
    },
  )

  test('a recipient may be an office’s mailbox, or have no address yet', () => {
    expect(errorsIn({ recipients: [recipient({ address: 'info@board.example' })] })).toEqual([])
    expect(errorsIn({ recipients: [recipient({ address: '' })] })).toEqual([])
  })

  test('the same recipient, employer or domain twice is refused', () => {
    expect(errorsIn({ recipients: [recipient({}), recipient({ name: 'ADA HARTLEY' })] })).toHaveLength(1)
    const employers = [
      { name: 'Northwind', domains: ['northwind.example'] },
      { name: 'Southwind', domains: ['NORTHWIND.example'] },
    ]
    expect(errorsIn({ employers })).toMatchObject([{ field: 'employer-domains-1' }])
  })

  test('free-mail domains are refused with a sentence', () => {
    const [error] = errorsIn({ employers: [{ name: 'Us', domains: ['gmail.com'] }] })
    expect(error).toMatchObject({ field: 'employer-domains-0' })
    expect(error?.message).toEqual(say('mailbox-domain-free-mail', { domain: 'gmail.com' }))
  })

  test('too long values are refused with their limit', () => {
    expect(errorsIn({ title: 'x'.repeat(most.title + 1) })[0]?.message).toMatchObject({ values: { most: most.title } })
    expect(errorsIn({ text: 'x'.repeat(most.text + 1) })[0]?.message).toMatchObject({ values: { most: most.text } })
    expect(errorsIn({ demands: Array.from({ length: most.demands + 1 }, () => 'x') })).toHaveLength(1)
  })

  test('languages are BCP 47 tags', () => {
    expect(canonicalLanguage('zh-hant')).toBe('zh-Hant')
    expect(canonicalLanguage('PT-br')).toBe('pt-BR')
    for (const typed of ['', 'english', 'e', 'en_GB', 'xx-'.repeat(20), '"><script>']) {
      expect(canonicalLanguage(typed)).toBeNull()
    }
  })
})

describe('the hash of a revision', () => {
  test('is SHA-256 of the RFC 8785 form: stable, whatever the order of keys', () => {
    const content = contentOf(northwind)
    const reversed = Object.fromEntries(Object.entries(content).reverse()) as unknown as typeof content
    expect(revisionHash(reversed)).toEqual(revisionHash(content))
    expect(revisionHash(content)).toEqual(canonicalHash(content))
    expect(revisionHash(content).toString('hex')).toBe(
      '65e35bac558c50d68bfad9cb2e8437cfee96face037c160f2ae326fa0484ee44',
    )
  })

  test('depends on everything that is signed, and not on recipients’ addresses', () => {
    const hash = revisionHash(contentOf(northwind)).toString('hex')
    const changed: Partial<LetterDraft>[] = [
      { title: 'x' },
      { text: 'x' },
      { demands: [] },
      { recipients: [recipient({ office: 'Chair' })] },
      { employers: [] },
      { language: 'de' },
    ]
    for (const change of changed) {
      expect(revisionHash(contentOf({ ...northwind, ...change })).toString('hex')).not.toBe(hash)
    }
    const moved = northwind.recipients.map((each) => ({ ...each, address: 'elsewhere@board.example' }))
    expect(revisionHash(contentOf({ ...northwind, recipients: moved })).toString('hex')).toBe(hash)
  })
})

describe('what changed between two revisions', () => {
  const text = fc
    .array(fc.constantFrom('we', 'ask', 'the', 'board', '.', '\n\n', '停止', 'é'))
    .map((all) => all.join(' '))

  test('kept and removed parts give the old text; kept and added parts give the new one', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = diffText(before, after, 'en')
        const without = (kind: string) => changes.flatMap((each) => (each.kind === kind ? [] : [each.text])).join('')
        expect(without('added')).toBe(before)
        expect(without('removed')).toBe(after)
      }),
    )
  })

  test('two texts with nothing in common are compared within the time limit', () => {
    const long = (word: string) => Array.from({ length: 7000 }, (_, index) => `${word}${String(index)}`).join(' ')
    expect(diffText(long('a'), long('b'), 'en').some(({ kind }) => kind === 'added')).toBe(true)
  })

  test('in long texts that differ much, words are compared where a paragraph changed a little', () => {
    const filler = (word: string) => Array.from({ length: 1500 }, (_, index) => `${word}${String(index)}`).join(' ')
    const changes = diffText(
      `Same.\n\n${filler('a')}\n\nBetween.\n\nWe ask politely.\n\nEnd.`,
      `Same.\n\n${filler('b')}\n\nBetween.\n\nWe ask firmly.\n\nEnd.`,
      'en',
    )
    expect(changes).toContainEqual({ kind: 'removed', text: 'politely' })
    expect(changes).toContainEqual({ kind: 'added', text: 'firmly' })
    expect(changes.filter(({ kind }) => kind !== 'same')).toHaveLength(4)
  })

  test('a changed spelling counts as a correction; changed demands, recipients, employers and rewrites do not', () => {
    const before = { ...contentOf(northwind), text: 'We ask the board to listen to us. '.repeat(20) }
    const signs = (change: Partial<typeof before>) => signsOfSubstance(diffRevisions(before, { ...before, ...change }))
    expect(signs({ text: before.text.replace('board', 'Board') })).toEqual([])
    expect(signs({ demands: ['Only this.'] })).toHaveLength(1)
    expect(signs({ recipients: [] })).toHaveLength(1)
    expect(signs({ employers: [] })).toHaveLength(1)
    expect(signs({ text: 'Another letter.', language: 'de' })).toHaveLength(2)
  })
})
