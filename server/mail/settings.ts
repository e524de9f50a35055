import { readFileSync } from 'node:fs'
import { getDomain } from 'tldts'
import type { Config } from '../config.ts'
import { refuseShared } from '../db/data-folder.ts'
import { StartProblem } from '../db/start-problem.ts'
import { say } from '../messages/message.ts'
import { isBareAddress } from './cleaning.ts'
import { readSender, type MailConfig } from './transport.ts'

export interface MailConfigs {
  usual: MailConfig
  /** Set if codes use another mail server or are signed differently. */
  codes?: MailConfig
}

/**
 * Reads the mail settings.
 * @returns null if no mail server is configured
 * @throws StartProblem
 */
export function mailConfigs({ values, host }: Config): MailConfigs | null {
  const { SMTP_URL, CODE_SMTP_URL, MAIL_FROM, CODE_MAIL_FROM } = values
  if (SMTP_URL === undefined) return null
  refuseOtherUrl('SMTP_URL', SMTP_URL)
  if (CODE_SMTP_URL !== undefined) refuseOtherUrl('CODE_SMTP_URL', CODE_SMTP_URL)
  refuseBounceAddress(values)
  const dkim = dkimOf(values)
  const domain = domainOf(MAIL_FROM, 'MAIL_FROM')
  if (dkim && !aligned(dkim.domain, domain))
    throw new StartProblem(say('start-dkim-other-domain', { signer: dkim.domain, sender: domain }))
  const usual: MailConfig = {
    ...{ url: SMTP_URL, from: MAIL_FROM, host },
    ...(CODE_MAIL_FROM !== undefined && { codeFrom: CODE_MAIL_FROM }),
    ...(dkim && { dkim }),
  }
  const signsCodes = dkim && aligned(dkim.domain, domainOf(CODE_MAIL_FROM ?? MAIL_FROM, 'CODE_MAIL_FROM'))
  if (CODE_SMTP_URL === undefined && (!dkim || signsCodes)) return { usual }
  const { dkim: _, ...plain } = usual
  return { usual, codes: { ...plain, url: CODE_SMTP_URL ?? SMTP_URL, ...(signsCodes && { dkim }) } }
}

function refuseOtherUrl(name: string, url: string): void {
  if (!/^smtps?:\/\//.test(url)) throw new StartProblem(say('start-smtp-url', { name }))
}

/**
 * The local part is limited to 20 characters. A `+` and a token of 41 characters follow, and RFC 5321 section 4.5.3.1.1 allows 64.
 */
function refuseBounceAddress({ BOUNCE_ADDRESS, MAIL_FROM }: Config['values']): void {
  if (BOUNCE_ADDRESS === undefined) return
  if (!isBareAddress(BOUNCE_ADDRESS) || !/^[^+]{1,20}@/.test(BOUNCE_ADDRESS))
    throw new StartProblem(say('start-bounce-address', { address: BOUNCE_ADDRESS }))
  const [returned, sender] = [domainOf(BOUNCE_ADDRESS, 'BOUNCE_ADDRESS'), domainOf(MAIL_FROM, 'MAIL_FROM')]
  if (!aligned(returned, sender)) throw new StartProblem(say('start-bounce-other-domain', { returned, sender }))
}

function domainOf(text: string, setting: string): string {
  const { address } = readSender(text, setting)
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** Relaxed alignment of DMARC (RFC 7489 section 3.1): both domains belong to the same registered domain. */
function aligned(one: string, other: string): boolean {
  return organizational(one) === organizational(other)
}

function organizational(domain: string): string {
  return getDomain(domain.toLowerCase(), { allowPrivateDomains: true }) ?? domain.toLowerCase()
}

function dkimOf(values: Config['values']): MailConfig['dkim'] {
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY_FILE: file } = values
  if (domain === undefined && selector === undefined && file === undefined) return undefined
  if (domain === undefined || selector === undefined || file === undefined)
    throw new StartProblem(say('start-dkim-incomplete'))
  refuseShared(file)
  return { domain, selector, privateKey: readFileSync(file, 'utf8') }
}
