import { readFileSync } from 'node:fs'
import type { Config } from '../config.ts'
import { refuseShared } from '../db/data-folder.ts'
import { StartProblem } from '../db/start-problem.ts'
import type { MailConfig } from './transport.ts'

/** How mail leaves, from the settings; null where no mail server is configured. @throws StartProblem */
export function mailConfig({ values, host }: Config): MailConfig | null {
  if (values.SMTP_URL === undefined) return null
  if (!/^smtps?:\/\//.test(values.SMTP_URL))
    throw new StartProblem('SMTP_URL must begin with smtp:// or smtps://, like smtps://user:password@mail.example.org.')
  const dkim = dkimOf(values)
  return {
    url: values.SMTP_URL,
    from: values.MAIL_FROM,
    host,
    ...(values.CODE_MAIL_FROM !== undefined && { codeFrom: values.CODE_MAIL_FROM }),
    ...(dkim && { dkim }),
  }
}

function dkimOf(values: Config['values']): MailConfig['dkim'] {
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY_FILE: file } = values
  if (domain === undefined && selector === undefined && file === undefined) return undefined
  if (domain === undefined || selector === undefined || file === undefined)
    throw new StartProblem(
      'DKIM needs all three of DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE. Set the missing ones, or none.',
    )
  refuseShared(file)
  return { domain, selector, privateKey: readFileSync(file, 'utf8') }
}
