import { formMinutes } from './http/kept-forms/form-page.ts'
import { codeMinutes } from './mailbox/mail-code.ts'
import { codeDigits, mailsPerAddressAndHour, triesPerChallenge } from './mailbox/codes.ts'
import { setStandingValues } from './messages/standing-values.ts'
import { sessionDays } from './organizers/rules.ts'

/** Tells the messages the rules that sentences state. Features know the rules, and messages know no feature. */
export function fillStandingValues(): void {
  setStandingValues({
    codeDigits,
    codeMinutes,
    codesPerHour: mailsPerAddressAndHour,
    codeTries: triesPerChallenge,
    formMinutes,
    sessionDays,
  })
}
