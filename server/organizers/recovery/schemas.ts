import Type, { type Static } from 'typebox'

export const RecoverySchema = Type.Object({
  codes_left: Type.Integer({ description: 'Unused recovery codes of the newest set' }),
  address_changes_at: Type.Union([Type.String(), Type.Null()], {
    description: 'ISO 8601. When an address that was proved without the old mailbox takes effect. Null if none waits.',
  }),
  operator_link_until: Type.Union([Type.String(), Type.Null()], {
    description:
      'ISO 8601. The end of a link of the server’s operator that changes the address. Null if there is none.',
  }),
})

export const AskedCodesSchema = Type.Object({
  challenge: Type.String(),
  old_code_needed: Type.Boolean({ description: 'True if the code from the old mailbox is needed too' }),
})

export const AddressChangedSchema = Type.Object({
  outcome: Type.Enum(['changed', 'waits'], { type: 'string' }),
  changes_at: Type.Union([Type.String(), Type.Null()], { description: 'ISO 8601. Null if it has changed already.' }),
})

export const RecoveryCodesSchema = Type.Object({
  codes: Type.Array(Type.String(), { description: 'Shown once. Each signs in once.' }),
})

export type RecoveryJson = Static<typeof RecoverySchema>
export type AskedCodesJson = Static<typeof AskedCodesSchema>
export type AddressChangedJson = Static<typeof AddressChangedSchema>
