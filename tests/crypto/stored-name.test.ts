import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { KeyGone, type Keys } from '../../server/db/keys/keys.ts'
import type { changeSignature } from '../../server/signatures/my-signature-queries.ts'
import type { PersonName } from '../../server/signatures/person-name.ts'
import { noName } from '../../server/signatures/stored-name-queries.ts'
import { formOfName, openName, sealedName, toClear, toSealed } from '../../server/signatures/stored-name.ts'
import { wholePerson } from '../support/person.ts'

const keys = { names: () => Buffer.alloc(32, 7) } as unknown as Keys
const destroyed = {
  names: () => {
    throw new KeyGone('names')
  },
} as unknown as Keys
const place = { id: Buffer.alloc(16, 1), letter_id: '5f0c9d3e-4a10-4f0e-9d5e-0d6a3f3c2b11' }

/** Without and with the parts that a name may lack. */
const people: PersonName[] = [{ name: 'Ana Oduya' }, wholePerson]
const inClear = (person: PersonName) => ({ ...place, ...noName, ...person })

describe('a stored name', () => {
  test('goes from clear to sealed and back, and is in one form at a time', () => {
    for (const person of people) {
      const sealed = { ...place, ...toSealed({ keys }, inClear(person)) }
      expect(sealed).toEqual({ ...place, ...noName, name_sealed: expect.any(Buffer) as Buffer })
      expect(formOfName(sealed)).toBe('sealed')
      expect(openName({ keys }, sealed)).toEqual(person)
      expect(openName({ keys }, inClear(person))).toEqual(person)
      expect({ ...place, ...toClear({ keys }, sealed) }).toEqual(inClear(person))
      expect({ ...place, ...toSealed({ keys }, sealed) }).toEqual(sealed)
    }
  })

  test('is erased when it would have to be sealed under a key that is destroyed, and does not come back into the clear', () => {
    for (const person of people) {
      const sealed = { ...noName, name_sealed: sealedName({ keys }, place, person) }
      expect(toSealed({ keys: destroyed }, inClear(person))).toEqual(noName)
      expect(toClear({ keys: destroyed }, { ...place, ...sealed })).toEqual(sealed)
      expect(() => openName({ keys: destroyed }, { ...place, ...sealed })).toThrow(KeyGone)
    }
  })

  test('opens in its own row alone', () => {
    const sealed = sealedName({ keys }, place, { name: 'Ana Oduya' })
    expect(() => openName({ keys }, { ...place, id: Buffer.alloc(16, 2), ...noName, name_sealed: sealed })).toThrow()
  })

  test('of up to 200 characters has one size, in any script', () => {
    const names = ['', 'Ng', 'a'.repeat(200), '聂'.repeat(200), '𠮷'.repeat(200), 'عبد الرحمن بن محمد الخالدي']
    const sizes = [...people, ...names.map((name) => ({ name }))].map((person) => {
      const name_sealed = sealedName({ keys }, place, person)
      expect(openName({ keys }, { ...place, ...noName, name_sealed })).toEqual(person)
      return name_sealed.length
    })
    expect(new Set(sizes).size).toBe(1)
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

  const opening = /\b(openName|nameInClear)\(/
  /** Keep a name, and show it to nobody. */
  const keeping = [
    'signatures/copies/apply-changes.ts',
    'signatures/copies/copy-letter.ts',
    'signatures/move-names.ts',
    'signatures/my-signature/find-my-signature.ts',
    'signatures/my-signature/reduce-visibility.ts',
    'signatures/my-signature/remove-by-mailbox.ts',
    'signatures/seal-signatory.ts',
    'signatures/signing/confirm.ts',
    'together/commit-names.ts',
    'together/reveal.ts',
  ]
  /** Asks a rule that asks disclosure.ts. */
  const throughRule: Record<string, string> = {
    'signatures/my-signature/object-to-removal.ts': 'showsAfterObjection(',
  }

  test('is asked of disclosure.ts wherever a stored name is opened', () => {
    const users = sources.filter(({ text }) => /from '[./a-z-]*\/stored-name\.ts'/.test(text))
    expect(users.length).toBeGreaterThan(6)
    for (const { file, text } of users) {
      if (keeping.includes(file)) expect([file, opening.test(text)]).toEqual([file, false])
      else expect([file, text.includes(throughRule[file] ?? 'maySeeName(')]).toEqual([file, true])
    }
  })

  test('is decided by one module for all outputs', () => {
    const openers = sources.filter(({ file, text }) => opening.test(text) && file !== 'signatures/stored-name.ts')
    expect(openers.map(({ file }) => file)).toEqual(['signatures/name-seen-by.ts'])
  })

  test('is nobody while it waits for others: only a commitment opens it', () => {
    const openers = sources.filter(({ text }) => /\bopenHeld\(/.test(text)).map(({ file }) => file)
    expect(openers.sort()).toEqual(['signatures/stored-name.ts', 'together/commit-names.ts'])
  })

  /** Queries that return signatures with their names. */
  const queries = sources
    .filter(({ file }) => file.endsWith('queries.ts'))
    .flatMap(({ text }) => text.split(/\n(?=export )/))
    .filter(
      (query) =>
        /selectFrom\('signature'\)|\b(namesFrom|publicFrom)\(/.test(query) &&
        /selectAll\(\)|\bseenBy\w+|'name'/.test(query),
    )
    .flatMap((query) => /function (\w+)/.exec(query)?.[1] ?? [])

  /** Change signatures, and show no name. */
  const changing =
    /^(anonymity\/(name-credential|replace-named-signature)|signatures\/(move-names|name-list\/keep-name-list|batch\/(close-batch|read-waiting|plan-slices|log-changes|begin-log-late)|copies\/[a-z-]+|moderation\/(letter-to-moderate|reinstate)|my-signature\/(find-my-signature|remove-by-mailbox))|together\/(reveal|step-with-batch))\.ts$/

  test('is asked by each module that gets names from a query', () => {
    expect(queries).toEqual(
      expect.arrayContaining(['namesPage', 'searchedPage', 'placesOf', 'publicPage', 'namedSignatures']),
    )
    const imported = new RegExp(`import[^;]*?\\b(${queries.join('|')})\\b[^;]*? from '[./a-z-]*queries\\.ts'`)
    const users = sources.filter(({ file, text }) => imported.test(text) && !changing.test(file))
    expect(users.length).toBeGreaterThan(4)
    for (const { file, text } of users)
      expect([file, /\b(name(SeenBy|SeenByEveryone|UnlessErased)|openedEntry)\(/.test(text)]).toEqual([file, true])
  })

  test('and no other module reads the columns of a name', () => {
    const outside = sources.filter(({ file }) => !/^(signatures\/|db\/schema\.ts$)/.test(file))
    const sealed = outside.filter(({ text }) => /\bname_sealed\b/.test(text)).map(({ file }) => file)
    expect(sealed.sort()).toEqual([
      'letters/lifecycle/close-queries.ts',
      'letters/lifecycle/purge-queries.ts',
      'letters/page/disclosure-inventory.ts',
      'together/lapse.ts',
      'together/queries.ts',
      'together/reveal.ts',
    ])
    const clear = outside.filter(({ text }) => /selectFrom\('signature'\)\s*\.select\([^)]*'name'/.test(text))
    expect(clear.map(({ file }) => file)).toEqual([])
  })
})
