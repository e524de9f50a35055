import { createHash } from 'node:crypto'
import { checkFor } from '../../server/delivery/check-code.ts'
import { newCode } from '../../server/delivery/secrets.ts'
import { codeMail } from '../../server/mailbox/code-mail.ts'
import type { Copy } from '../../server/delivery/copies/pdf-document.ts'
import { deliveryMail } from '../../server/delivery/copies/mail.ts'
import { pressMails } from '../../server/delivery/copies/press-mail.ts'
import { delegationMail } from '../../server/delivery/private-page/mail.ts'
import type { LetterDraft } from '../../server/letter/rules.ts'
import type { Outgoing } from '../../server/mail/mail.ts'
import { answerNoticeMail, invitationMail, type Notice } from '../../server/organizers/people/mail.ts'
import { accountNoticeMail, ownerNoticeMail } from '../../server/organizers/recovery/mail.ts'
import type { NoticeKind } from '../../server/organizers/recovery/secrets.ts'
import { inventPeople } from '../../server/rehearsal/people.ts'
import {
  announcementMail,
  extensionMail,
  previewMail,
  togetherMail,
  updateMail,
  type About,
} from '../../server/updates/mail.ts'
import type { Message } from '../../server/updates/tell.ts'

const origin = 'https://letters.example.org'
const to = 'ines.halvorsen@board.example'

/** Keys of records, so that the compiler finds a kind that is missing here. */
const notices = Object.keys({
  answer: 0,
  returned: 0,
  time: 0,
  waits: 0,
  review: 0,
  'no-receipt': 0,
} satisfies Record<Notice, 0>) as Notice[]
const accountNotices = Object.keys({
  'codes-made': 0,
  'code-used': 0,
  'address-waits': 0,
  'address-changed': 0,
  'operator-link': 0,
  'operator-link-used': 0,
  'passkey-added': 0,
  'passkey-removed': 0,
} satisfies Record<NoticeKind, 0>) as NoticeKind[]
const stageKinds = ['mail', 'by-hand', 'public', 'call'] as const

/** The texts that people type into mails. */
export interface Typed {
  draft: LetterDraft
  note: string
  update: string
}

/**
 * Every kind of mail that the server sends, by its name.
 * @param pdf is attached to a delivery. A large one is linked in another delivery.
 */
export function everyMail(typed: Typed, pdf: Buffer, now: Date): Record<string, Outgoing> {
  const { draft, update } = typed
  const copy = exampleCopy(typed, now)
  const link = `${origin}/r/k7Qw2mZr9TbXf4LsVn8hYc`
  const envelope = {
    to,
    link,
    messageId: `${'6b1f'.repeat(8)}@letters.example.org`,
    bounceTo: `bounces+${'2k9x'.repeat(10)}a@letters.example.org`,
  }
  const delivery = (of: Partial<Copy>, largestAttachment = 7_000_000) =>
    deliveryMail(
      { ...copy, ...of },
      {
        ...envelope,
        pressContact: 'press@measured.example.org',
        contentHash: createHash('sha256').update('copy').digest(),
        pdf,
        check: checkFor({ origin, host: new URL(origin).host }, newCode()),
        largestAttachment,
      },
    )
  const about: About = {
    letter: { public: true, key: 'show-us-what-is-measured' },
    title: draft.title,
    language: draft.language,
    origin,
  }
  const stage = {
    disclosure: 'names',
    notice_until: new Date(now.getTime() + 48 * 3_600_000),
    recipients: draft.recipients,
  } as const
  const press = pressMails(copy, {
    page: `${origin}/letters/measured`,
    pressContact: 'press@measured.example.org',
    embargo: null,
  })
  return {
    code: codeMail(to, '4821093765'),
    delegation: delegationMail({ ...envelope, recipient: { name: 'Inés Halvorsen', office: 'Chief executive' } }),
    delivery: delivery({}),
    'delivery-by-employer': delivery({ disclosure: 'employers' }),
    'delivery-with-linked-pdf': delivery({}, 0),
    press: press(null, envelope),
    ...named('announcement', stageKinds, (kind) => asSent(announcementMail(about, { ...stage, kind }, now))),
    extension: asSent(extensionMail(about, { until: new Date(now.getTime() + 7 * 86_400_000), before: now })),
    ...named('update-together', ['reached', 'revealed', 'lapsed'] as const, (state) =>
      asSent(togetherMail(about, { state, standing: 104, at: now })),
    ),
    update: asSent(updateMail(about, update)),
    'update-of-a-quiet-letter': asSent(updateMail({ ...about, letter: { public: false, key: 'k7Qw' } }, update)),
    'update-preview': { kind: 'organizer', to, ...previewMail(about, update) },
    ...named('invitation', ['letter', 'server'] as const, (kind) =>
      invitationMail({ address: to, link: `${origin}/organizers/welcome/${'a1B2'.repeat(10)}xyz` }, kind, now),
    ),
    ...named('notice', notices, (kind) => answerNoticeMail(to, origin, kind)),
    ...named('account', accountNotices, (kind) => accountNoticeMail({ to, kind }, origin)),
    'account-of-an-owner': ownerNoticeMail(to, origin),
  }
}

function named<Kind extends string>(
  name: string,
  kinds: readonly Kind[],
  mailOf: (kind: Kind) => Outgoing,
): Record<string, Outgoing> {
  return Object.fromEntries(kinds.map((kind) => [`${name}-${kind}`, mailOf(kind)]))
}

function asSent(message: (stopLink: string) => Message): Outgoing {
  const stopLink = `${origin}/updates/${'Xy7k'.repeat(10)}9Qz`
  return {
    kind: 'update',
    to: 'nina.sole@personal.example',
    ...message(stopLink),
    headers: { 'List-Unsubscribe': `<${stopLink}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  }
}

const exampleCheckpoint = {
  note: `letters.example/letters/00000000-0000-4000-8000-000000000000\n312\n${'A'.repeat(43)}=\n\n— letters.example/letters/00000000-0000-4000-8000-000000000000 ${'A'.repeat(91)}=\n`,
  size: 312,
  key: `letters.example/letters/00000000-0000-4000-8000-000000000000+00000000+${'A'.repeat(44)}`,
  address: 'https://letters.example/letters/stop/audit',
}

/** A copy for the first recipient. It shows names. */
export function exampleCopy({ draft, note }: Pick<Typed, 'draft' | 'note'>, now: Date): Copy {
  const { title, text, demands, recipients, employers, language } = draft
  return {
    recipient: recipients[0] ?? { name: 'Ines Halvorsen', office: 'Head of Operations' },
    revision: {
      letter_id: '',
      number: 1,
      kind: 'first',
      title,
      text,
      demands,
      recipients,
      employers,
      language,
      hash: createHash('sha256').update(text).digest(),
      published_on: now.toISOString().slice(0, 10),
    },
    note,
    disclosure: 'names',
    checkpoint: exampleCheckpoint,
    asOf: now,
    tally: {
      total: 450,
      classes: [{ class: 'mailbox', count: 450 }],
      anonymous: 0,
      held: 0,
      employers: employers.map(({ name }) => ({ class: 'mailbox', employers: [name], count: 20 })),
    },
    names: inventPeople(60, ['lantern.example', 'systems.lantern.example']).map(({ name }) => ({ name })),
    answerBy: '2026-12-04',
    place: 'Lantern Staff Union, +44 20 7946 0991',
    paper: 'a4',
  }
}
