import type { App, Parts } from '../../http/app-types.ts'
import { sendPage } from '../../http/pages.ts'
import { askForTime } from './ask-for-time.ts'
import { askForTimeCode } from './ask-for-time-code.ts'
import { codedActRoutes } from './coded-act-routes.ts'
import { shellOf } from './page-routes.ts'
import { timeCodePage } from './view.ts'

/** The recipient asks for time, with a code. */
export function timeRoutes(scope: App, parts: Parts): void {
  codedActRoutes(scope, parts, {
    name: 'time',
    fields: ['until'],
    ask: (token, typed, now) => askForTimeCode(parts, token, typed, now),
    carryOut: (token, typed, now) => askForTime(parts, token, typed, now),
    showCodePage: (reply, token, state, formId) =>
      sendPage(
        reply,
        'delivery/private-page/time-code',
        timeCodePage(token, state, formId),
        shellOf('responses-time-code-title'),
      ),
  })
}
