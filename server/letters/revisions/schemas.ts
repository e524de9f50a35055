import Type, { type Static } from 'typebox'

export const RevisionSchema = Type.Object({
  number: Type.Integer(),
  kind: Type.Enum(['first', 'correction', 'substance'], { type: 'string' }),
  published_on: Type.String(),
  hash: Type.String({ description: 'SHA-256 of the content in the canonical form of RFC 8785, in hexadecimal' }),
})
const Changes = Type.Array(
  Type.Object({ text: Type.String(), change: Type.Enum(['added', 'removed', 'same'], { type: 'string' }) }),
)
export const RevisionContentSchema = Type.Object({
  ...RevisionSchema.properties,
  title: Type.String(),
  text: Type.String(),
  demands: Type.Array(Type.String()),
  recipients: Type.Array(Type.Object({ name: Type.String(), office: Type.String() })),
  employers: Type.Array(Type.Object({ name: Type.String(), domains: Type.Array(Type.String()) })),
  language: Type.String(),
  title_changes: Changes,
  text_changes: Changes,
})

export type RevisionJson = Static<typeof RevisionSchema>
/** A revision with its content, and its changes to the revision before. */
export type RevisionContentJson = Static<typeof RevisionContentSchema>
