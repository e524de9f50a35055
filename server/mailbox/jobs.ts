import type { Core } from '../core.ts'
import type { Tasks } from '../jobs/queue.ts'
import type { Mail } from '../mail/mail.ts'
import { sendMailedCode } from './send-mailed-code.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    'send-mailed-code': { code: string }
  }
}

/** The job that mails codes. A second set of workers runs only it, so that codes never wait for other jobs. */
export function codeTasks(core: Core, mail: Mail | null, clock: () => Date): Tasks {
  return {
    'send-mailed-code': ({ code }, attempt) => sendMailedCode(core, mail, Buffer.from(code, 'hex'), attempt, clock()),
  }
}
