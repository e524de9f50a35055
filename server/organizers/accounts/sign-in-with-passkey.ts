import type { Core } from '../../core.ts'
import { Refusal } from '../../refusal.ts'
import { faultInTyped } from '../../text/typed-text.ts'
import type { Credential } from '../passkeys/schemas.ts'
import { usePasskey } from '../passkeys/use-passkey.ts'
import { startSession, type StartedSession } from './start-session.ts'

/**
 * Signs in with a passkey. The passkey alone names its account, so no answer reveals which addresses have one.
 * @param browser the secret of the browser that got the challenge
 * @param label the session's name in the list of sessions. Default: the passkey's.
 * @throws Refusal
 */
export async function signInWithPasskey(
  core: Core,
  { browser, credential, label = '' }: { browser: string; credential: Credential; label?: string | undefined },
  now: Date,
): Promise<StartedSession> {
  const fault = faultInTyped(label, 'one')
  if (fault !== null) throw Refusal.fields([{ field: 'label', message: fault }])
  return usePasskey(core, { use: 'sign-in', to: browser }, credential, now, (within, { account, hash, passkey }) =>
    startSession(within, account, label === '' ? passkey.label : label, now, null, { at: now, passkey: hash }),
  )
}
