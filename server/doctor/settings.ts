import { isLocalhost, refuseDangerous, type Config } from '../config.ts'
import { bad, good, think, type Finding } from './finding.ts'
import { StartProblem } from '../db/start-problem.ts'
import { say } from '../messages/message.ts'

/** Words that would tell an employer, in its mail log, what the mail was about. */
const telling = /letter|petition|union|strike|sign|vote|worker|labou?r|round-?robin/i

/** Examines this program's settings for those that could reveal signatories. */
export function examineSettings(config: Config, environment: Record<string, string | undefined>): Finding[] {
  const found = [...refused(config, environment), ...mail(config), ...proxy(config)]
  return found.length > 0 ? found : [good(say('doctor-settings-fine'))]
}

function refused(config: Config, environment: Record<string, string | undefined>): Finding[] {
  try {
    refuseDangerous(config, environment)
    return []
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error
    return [bad(error.sentence, say('doctor-start-refuses'))]
  }
}

function mail({ values, host }: Config): Finding[] {
  const { SMTP_URL, MAIL_FROM, CODE_MAIL_FROM } = values
  if (SMTP_URL === undefined) return [think(say('doctor-no-mail-server'), say('doctor-no-mail-server-advice'))]
  const found: Finding[] = []
  const url = URL.canParse(SMTP_URL) ? new URL(SMTP_URL) : undefined
  if (url?.protocol === 'smtp:' && !isLocalhost(url.hostname))
    found.push(bad(say('doctor-mail-unencrypted'), say('doctor-mail-unencrypted-advice')))
  const sender = CODE_MAIL_FROM ?? MAIL_FROM.replace(/^.*</, '').replace(/>.*$/, '')
  if (telling.test(sender))
    found.push(think(say('doctor-sender-telling', { address: sender }), say('doctor-sender-telling-advice')))
  if (!sender.endsWith(`@${host.replace(/:\d+$/, '')}`) && values.DKIM_DOMAIN === undefined)
    found.push(think(say('doctor-mail-unsigned'), say('doctor-mail-unsigned-advice')))
  return found
}

function proxy({ values, secure }: Config): Finding[] {
  const open = !isLocalhost(values.HOST)
  if (secure && values.TRUST_PROXY === 0)
    return [think(say('doctor-proxy-unknown'), say('doctor-proxy-unknown-advice'))]
  if (values.TRUST_PROXY > 0 && open)
    return [think(say('doctor-proxy-avoidable', { host: values.HOST }), say('doctor-proxy-avoidable-advice'))]
  return []
}
