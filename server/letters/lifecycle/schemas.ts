import Type, { type Static } from 'typebox'
import { partsNeeded, purgedKinds, type PurgedKind } from '../life.ts'

export const ChecklistSchema = Type.Object({
  missing: Type.Array(Type.Object({ part: Type.Enum(partsNeeded, { type: 'string' }), sentence: Type.String() })),
  can_mail: Type.Boolean({ description: 'False if this server has no mail server. Then no letter can open' }),
  one_person: Type.Boolean({ description: 'True if the letter has one owner' }),
  closes_at: Type.String({ description: 'ISO 8601, if the letter opened now' }),
  purges_at: Type.String({ description: 'ISO 8601, if the letter opened now' }),
})

export const OpeningSchema = Type.Object({
  outcome: Type.Enum(['opened', 'waits'], {
    type: 'string',
    description: '`waits`: a second owner must agree.',
  }),
  path: Type.Union([Type.String(), Type.Null()], { description: 'The letter’s public page. Null for a draft' }),
})

export const RevisingSchema = Type.Object({
  outcome: Type.Enum(['published', 'waits'], {
    type: 'string',
    description: '`waits`: a second owner must agree.',
  }),
  revision: Type.Integer({ description: 'Number of the newest published revision' }),
})

export const PauseSchema = Type.Object({ paused: Type.Boolean() })

export const QuietLinkSchema = Type.Object({ path: Type.String() })

export const ClosureSchema = Type.Object({
  outcome: Type.Enum(['closed', 'waits'], {
    type: 'string',
    description: '`waits`: a second owner must agree.',
  }),
})

export const ExtensionSchema = Type.Object({
  outcome: Type.Enum(['extended', 'waits'], {
    type: 'string',
    description: '`waits`: a second owner must agree, or the only owner waits for a day.',
  }),
})

export const DiscardSchema = Type.Object({
  outcome: Type.Enum(['discarded', 'waits'], {
    type: 'string',
    description: '`waits`: a second owner must agree.',
  }),
})

const goes = Type.Object(
  Object.fromEntries(purgedKinds.map((kind) => [kind, Type.Integer()])) as Record<PurgedKind, Type.TInteger>,
  { description: 'How many of each kind are deleted' },
)
const stays = Type.Object({ signatures: Type.Integer(), revisions: Type.Integer() })

export const PurgeSchema = Type.Object({
  outcome: Type.Enum(['rehearsed', 'purged', 'waits'], {
    type: 'string',
    description: '`waits`: a second owner must agree.',
  }),
  goes: Type.Optional(goes),
  stays: Type.Optional(stays),
})

/** The parts that a letter lacks before it can open. */
export type ChecklistJson = Static<typeof ChecklistSchema>
