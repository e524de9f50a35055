import Type, { type Static } from 'typebox'
import { orNull } from '../../http/schemas.ts'
import { visibilities } from '../../letter/rules.ts'
import { lessers, mySignatureStates } from './rules.ts'

export const MineSchema = Type.Object({
  state: Type.Enum(mySignatureStates, { type: 'string' }),
  visibility: Type.Enum(visibilities, { type: 'string' }),
  next_mark: orNull(Type.String(), {
    description: 'ISO 8601: the time of the next batch. It counts the signature or its change if enough wait by then',
  }),
  revision: Type.Integer(),
  text_changed: Type.Boolean({ description: 'Whether the letter has changed in substance since the signature' }),
  removal_due: orNull(Type.String()),
  may_become: Type.Array(Type.Enum(lessers, { type: 'string' })),
  may_agree: Type.Boolean(),
  may_withdraw: Type.Boolean(),
})

export const RemovedSchema = Type.Object({
  withdrawn_on: Type.String({
    description: 'YYYY-MM-DD: the day on which the signature is withdrawn, if the address signed with a public name',
  }),
})

/** The signature of a signing key, without the name. A person who found the key learns only that its owner signed. */
export type MySignatureJson = Static<typeof MineSchema>
