import Type, { type Static } from 'typebox'

const person = { name: Type.String(), office: Type.String(), address: Type.String() }
const Call = Type.Object({
  id: Type.String(),
  open: Type.Boolean(),
  stopped: Type.Boolean({ description: 'An owner has stopped the call. It may resume' }),
  subject: Type.String(),
  text: Type.String(),
  recipients: Type.Array(Type.Object(person)),
  say_written: Type.Integer({
    description: 'Rounded down to steps of the batch size, at least five. 0 below two steps',
  }),
})

export const CallsSchema = Type.Object({ calls: Type.Array(Call) })

/** A call to write, as the public API shows it. */
export type CallJson = Static<typeof Call>
