import { isLocalhost, refuseDangerous, type Config } from '../config.ts'
import { bad, good, think, type Finding } from './finding.ts'
import { StartProblem } from '../db/start-problem.ts'

/** Words that would tell an employer, in its mail log, what the mail was about. */
const telling = /letter|petition|union|strike|sign|vote|worker|labou?r|round-?robin/i

/** Examines this program's settings for those that could reveal signatories. */
export function examineSettings(config: Config, environment: Record<string, string | undefined>): Finding[] {
  const found = [...refused(config, environment), ...mail(config), ...proxy(config)]
  return found.length > 0 ? found : [good('the settings give nobody away')]
}

function refused(config: Config, environment: Record<string, string | undefined>): Finding[] {
  try {
    refuseDangerous(config, environment)
    return []
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error
    return [bad(error.message, 'npm start refuses this too.')]
  }
}

function mail({ values, host }: Config): Finding[] {
  const { SMTP_URL, MAIL_FROM, CODE_MAIL_FROM } = values
  if (SMTP_URL === undefined) return [think('No mail server is set: nobody can be sent a code.', 'Set SMTP_URL.')]
  const found: Finding[] = []
  const url = URL.canParse(SMTP_URL) ? new URL(SMTP_URL) : undefined
  if (url?.protocol === 'smtp:' && !isLocalhost(url.hostname))
    found.push(
      bad(
        'Mail may leave unencrypted: SMTP_URL begins with smtp://.',
        'Use smtps://, or a mail server on this machine.',
      ),
    )
  const sender = CODE_MAIL_FROM ?? MAIL_FROM.replace(/^.*</, '').replace(/>.*$/, '')
  if (telling.test(sender))
    found.push(
      think(
        `Codes are sent from ${sender}: employers’ mail servers log it, and it says what the mail is about.`,
        'Set CODE_MAIL_FROM to an address that says nothing, at a domain that says nothing.',
      ),
    )
  if (!sender.endsWith(`@${host.replace(/:\d+$/, '')}`) && values.DKIM_DOMAIN === undefined)
    found.push(
      think(
        'Mail is not signed here (DKIM): unless your mail server signs it, codes are taken for spam.',
        'Set DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE, or see that the mail server signs.',
      ),
    )
  return found
}

function proxy({ values, secure }: Config): Finding[] {
  const open = !isLocalhost(values.HOST)
  if (secure && values.TRUST_PROXY === 0)
    return [
      think(
        'TRUST_PROXY is 0 behind https: all visitors share the proxy’s address, and one flood slows everybody.',
        'Set TRUST_PROXY to the number of proxies, and switch their access logs off.',
      ),
    ]
  if (values.TRUST_PROXY > 0 && open)
    return [
      think(
        `The server listens on ${values.HOST} and believes X-Forwarded-For: who reaches it directly can pose as anybody.`,
        'Set HOST to 127.0.0.1, or let a firewall pass the proxy alone.',
      ),
    ]
  return []
}
