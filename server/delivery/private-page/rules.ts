import { normaliseAddress } from '../../mailbox/addresses.ts'
import { say, type FieldMessage } from '../../refusal.ts'
import { checkAnsweredBy } from '../rules.ts'

/** A person who answers for a recipient. */
export interface Delegate {
  /** With the office, if it was typed. */
  name: string
  address: string
}

/** Accepts an office's shared mailbox, as for recipients. The code proves who reads it. */
export function checkDelegate(typed: Delegate): Delegate | { faults: FieldMessage[] } {
  const read = checkAnsweredBy(typed.name)
  const name = 'message' in read ? read.message : read.by === '' ? say('responses-delegate-name-missing') : null
  const address = normaliseAddress(typed.address, { use: 'personal', mineAlone: true })
  const faults: FieldMessage[] = name === null ? [] : [{ field: 'name', message: name }]
  if (!address.ok) {
    const message = address.reason === 'control' ? address.message : say('responses-delegate-address-wrong')
    faults.push({ field: 'address', message })
  }
  return 'message' in read || !address.ok || faults.length > 0 ? { faults } : { name: read.by, address: address.mailTo }
}
