import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { visibilities, type Visibility } from '../../server/letter/rules.ts'
import { markOf, maySeeName, type NameState, type Viewer } from '../../server/signatures/disclosure.ts'
import { lesserThan } from '../../server/signatures/rules.ts'

const signature: fc.Arbitrary<NameState> = fc.record({
  visibility: fc.constantFrom(...visibilities),
  pending_visibility: fc.option(fc.constantFrom(...visibilities)),
  pending_withdrawal: fc.boolean(),
  name_hidden: fc.boolean(),
  counted: fc.boolean(),
  invalid_reason: fc.option(fc.constantFrom('not-theirs', 'other')),
})
const viewers: readonly Viewer[] = ['everyone', 'recipient', 'organizer']

/** The table on the form: who may see a name, by visibility. */
const promised: Record<Visibility, readonly Viewer[]> = {
  anonymous: [],
  withheld: ['organizer'],
  together: [],
  recipients: ['recipient', 'organizer'],
  public: ['everyone', 'recipient', 'organizer'],
}

describe('who may see a name', () => {
  test('nobody sees more than was promised, whatever state a signature is in', () => {
    fc.assert(
      fc.property(signature, fc.constantFrom(...viewers), (state, viewer) => {
        if (!maySeeName(viewer, state)) return
        expect(promised[state.pending_visibility ?? state.visibility]).toContain(viewer)
        expect(state.pending_withdrawal).toBe(false)
      }),
    )
  })

  test('a standing signature is seen by exactly those who were promised it', () => {
    for (const visibility of visibilities) {
      const standing: NameState = {
        visibility,
        pending_visibility: null,
        pending_withdrawal: false,
        name_hidden: false,
        counted: true,
        invalid_reason: null,
      }
      expect(viewers.filter((viewer) => maySeeName(viewer, standing))).toEqual(promised[visibility])
    }
  })

  test('recipients see everything that everyone sees, and organizers everything that recipients see', () => {
    fc.assert(
      fc.property(signature, (state) => {
        if (maySeeName('everyone', state)) expect(maySeeName('recipient', state)).toBe(true)
        if (maySeeName('recipient', state)) expect(maySeeName('organizer', state)).toBe(true)
      }),
    )
  })

  test('hiding, invalidating, withdrawing and a less visible choice never show a name to more people', () => {
    const changes: ((state: NameState) => NameState)[] = [
      (state) => ({ ...state, name_hidden: true }),
      (state) => ({ ...state, invalid_reason: 'other' }),
      (state) => ({ ...state, counted: false }),
      (state) => ({ ...state, pending_withdrawal: true }),
    ]
    fc.assert(
      fc.property(signature, fc.constantFrom(...changes), fc.constantFrom(...viewers), (state, change, viewer) => {
        if (maySeeName(viewer, change(state))) expect(maySeeName(viewer, state)).toBe(true)
      }),
    )
    fc.assert(
      fc.property(signature, fc.constantFrom(...viewers), (state, viewer) => {
        for (const lesser of lesserThan(state.pending_visibility ?? state.visibility, visibilities)) {
          // Nobody sees a held name, so leaving that state is a separate choice.
          if ((state.pending_visibility ?? state.visibility) === 'together') continue
          if (maySeeName(viewer, { ...state, pending_visibility: lesser })) expect(maySeeName(viewer, state)).toBe(true)
        }
      }),
    )
  })

  test('a mark reveals only that there is a signature', () => {
    fc.assert(
      fc.property(signature, (state) => {
        expect(['anonymous', 'withheld', 'recipients', 'held']).toContain(markOf(state))
        if (state.pending_withdrawal || state.name_hidden) expect(markOf(state)).toBe('withheld')
      }),
    )
  })
})
