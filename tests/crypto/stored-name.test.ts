import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { KeyGone, type Keys } from '../../server/db/keys/keys.ts'
import type { changeSignature } from '../../server/signatures/my-signature-queries.ts'
import { noName } from '../../server/signatures/stored-name-queries.ts'
import { formOfName, openName, sealedName, toClear, toSealed } from '../../server/signatures/stored-name.ts'

const keys = { names: () => Buffer.alloc(32, 7) } as unknown as Keys
const destroyed = {
  names: () => {
    throw new KeyGone('names')
  },
} as unknown as Keys
const place = { id: Buffer.alloc(16, 1), letter_id: '5f0c9d3e-4a10-4f0e-9d5e-0d6a3f3c2b11' }

describe('a stored name', () => {
  test('goes from clear to sealed and back, and is in one form at a time', () => {
    const clear = { ...place, name: 'Ana Oduya', name_sealed: null }
    const sealed = { ...place, ...toSealed({ keys }, clear) }
    expect(sealed.name).toBeNull()
    expect(formOfName(sealed)).toBe('sealed')
    expect(openName({ keys }, sealed)).toEqual({ name: 'Ana Oduya' })
    expect(toClear({ keys }, sealed)).toEqual({ name: 'Ana Oduya', name_sealed: null })
    expect(toSealed({ keys }, sealed)).toEqual({ name: null, name_sealed: sealed.name_sealed })
  })

  test('is erased when it would have to be sealed under a key that is destroyed, and does not come back into the clear', () => {
    const sealed = sealedName({ keys }, place, { name: 'Ana Oduya' })
    expect(toSealed({ keys: destroyed }, { ...place, name: 'Ana Oduya', name_sealed: null })).toEqual(noName)
    expect(toClear({ keys: destroyed }, { ...place, name: null, name_sealed: sealed })).toEqual({
      name: null,
      name_sealed: sealed,
    })
    expect(openName({ keys: destroyed }, { ...place, name: null, name_sealed: sealed })).toBeNull()
  })

  test('opens in its own row alone', () => {
    const sealed = sealedName({ keys }, place, { name: 'Ana Oduya' })
    expect(() => openName({ keys }, { ...place, id: Buffer.alloc(16, 2), name: null, name_sealed: sealed })).toThrow()
  })

  test('of up to 200 characters has one size, in any script', () => {
    const names = ['', 'Ng', 'a'.repeat(200), '聂'.repeat(200), '𠮷'.repeat(200), 'عبد الرحمن بن محمد الخالدي']
    const seals = names.map((name) => sealedName({ keys }, place, { name }))
    expect(new Set(seals.map(({ length }) => length)).size).toBe(1)
    for (const [at, name] of names.entries())
      expect(openName({ keys }, { ...place, name: null, name_sealed: seals[at]! })).toEqual({ name })
  })

  test('that would need a larger seal is refused, because its size would tell', () => {
    expect(() => sealedName({ keys }, place, { name: '𠮷'.repeat(256) })).toThrow(RangeError)
  })
})

test('no update sets one column of a name and forgets the other', () => {
  const change = (_change: Parameters<typeof changeSignature>[2]) => undefined
  change({ pending_visibility: 'withheld' })
  change({ pending_visibility: 'withheld', ...noName })
  // @ts-expect-error: the sealed form would stay.
  change({ name: null })
  // @ts-expect-error: the name in clear would stay.
  change({ name_sealed: null, resemblance: null })
})

describe('who sees a name', () => {
  const root = new URL('../../server/', import.meta.url)
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(new URL(file, root), 'utf8') }))

  /** Keep a name, and show it to nobody. */
  const keeping = [
    'signatures/move-names.ts',
    'signatures/my-signature/find-my-signature.ts',
    'signatures/my-signature/reduce-visibility.ts',
    'signatures/my-signature/remove-by-mailbox.ts',
    'signatures/seal-signatory.ts',
    'signatures/signing/confirm.ts',
  ]
  /** Ask a rule that asks disclosure.ts. */
  const throughRule: Record<string, string> = {
    'delivery/copies/freeze.ts': 'goesOut(',
    'signatures/my-signature/object-to-removal.ts': 'showsAfterObjection(',
  }

  test('is asked of disclosure.ts wherever a stored name is opened', () => {
    const users = sources.filter(({ text }) => /from '[./a-z-]*\/stored-name\.ts'/.test(text))
    expect(users.length).toBeGreaterThan(8)
    for (const { file, text } of users) {
      if (keeping.includes(file)) expect([file, /\b(openName|unsealedName)\(/.test(text)]).toEqual([file, false])
      else expect([file, text.includes(throughRule[file] ?? 'maySeeName(')]).toEqual([file, true])
    }
  })

  test('and no other module reads the columns of a name', () => {
    const allowed =
      /^(signatures\/|db\/schema\.ts$|letters\/page-queries\.ts$|letters\/page\/disclosure-inventory|vouching\/queries\.ts$)/
    const others = sources
      .filter(({ file, text }) => /\bname_sealed\b/.test(text) && !allowed.test(file))
      .map(({ file }) => file)
    expect(others.sort()).toEqual([
      'delivery/copies/freeze.ts',
      'delivery/copies/snapshot-queries.ts',
      'letters/lifecycle/close-queries.ts',
      'letters/lifecycle/purge-queries.ts',
    ])
  })
})
