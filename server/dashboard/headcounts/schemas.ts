import Type, { type Static } from 'typebox'
import { orNull } from '../../http/schemas.ts'

export const HeadcountsSchema = Type.Object({
  employers: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      people: orNull(Type.Integer({ description: 'About how many people work there' })),
      part: Type.Boolean({ description: 'True for a part of an organization, for which no headcount is taken' }),
    }),
  ),
})

export const HeadcountSavedSchema = Type.Object({
  before: orNull(Type.Integer()),
  people: orNull(Type.Integer()),
})

export type HeadcountsJson = Static<typeof HeadcountsSchema>
