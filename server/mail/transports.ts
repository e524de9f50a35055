import type { MailConfigs } from './settings.ts'
import { openTransport, type Transport } from './transport.ts'

/** Opens the transport for all mail, and a second one if codes use another mail server. */
export function openTransports({ usual, codes }: MailConfigs): Transport {
  const rest = openTransport(usual)
  if (!codes) return rest
  const forCodes = openTransport(codes)
  return {
    send: (message) => (message.kind === 'code' ? forCodes : rest).send(message),
    close: () => {
      rest.close()
      forCodes.close()
    },
  }
}
