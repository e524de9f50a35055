import Type, { type Static } from 'typebox'
import { orNull } from '../../http/schemas.ts'
import { PersonSchema } from '../../signatures/schemas.ts'
import { deliveryStates, disclosures } from '../rules.ts'
import { bounceReasons } from '../../mail/bounces/reasons.ts'
import { askedActs, stageKinds } from '../stage.ts'

export const tags = ['delivery']
export const id = Type.String({ maxLength: 36 })
export const strict = { additionalProperties: false }
export const nothing = Type.Object({})
export const ByStage = Type.Object({ id, stage: id })
export const Outcome = Type.Object({ outcome: Type.String() })

const Conditions = Type.Object(
  {
    date: Type.Optional(
      Type.Object(
        {
          local: Type.String({ maxLength: 40, description: 'Local time in the zone, such as `2026-03-02 18:00`' }),
          zone: Type.String({ maxLength: 60, description: 'IANA name, such as `Europe/Berlin`' }),
        },
        strict,
      ),
    ),
    count: Type.Optional(
      Type.Object(
        {
          class: Type.String({
            maxLength: 20,
            description: '`workers` (everybody except supporters) or a verification class',
          }),
          least: Type.Integer(),
        },
        strict,
      ),
    ),
    together: Type.Optional(
      Type.Boolean({ description: 'True to wait until the names that wait for each other have appeared' }),
    ),
    silence: Type.Optional(
      Type.Object(
        { after: Type.String({ maxLength: 36, description: 'Id of an earlier stage' }), days: Type.Integer() },
        strict,
      ),
    ),
  },
  {
    ...strict,
    description:
      'Conditions that start the stage by itself when all of them hold. Without conditions it is started by hand',
  },
)

export const NewStage = {
  kind: Type.Optional(
    Type.String({ maxLength: 20, description: '`mail` (the default), `by-hand`, `public` or `call`' }),
  ),
  recipients: Type.Optional(Type.Array(id, { maxItems: 5000 })),
  press: Type.Optional(Type.String({ maxLength: 500_000, description: 'Addresses of the press, one per line' })),
  disclosure: Type.Optional(Type.String({ maxLength: 20, description: '`count`, `employers` or `names`' })),
  note: Type.Optional(
    Type.String({
      maxLength: 40_000,
      description:
        'Markdown. Can name facts of the letter: `{{count}}` (a number), `{{count in words}}`, `{{days of silence}}`, `{{demands}}`, `{{title}}`, `{{employers}}`',
    }),
  ),
  answer_days: Type.Optional(
    orNull(Type.Integer(), { description: 'The copies ask for an answer so many days after the delivery' }),
  ),
  answer_by: Type.Optional(
    orNull(Type.String({ maxLength: 40 }), {
      description: 'The copies ask for an answer by this day (YYYY-MM-DD). Give this or `answer_days`, not both',
    }),
  ),
  embargo: Type.Optional(
    orNull(Type.Object({ local: Type.String({ maxLength: 40 }), zone: Type.String({ maxLength: 60 }) }, strict), {
      description:
        'For going public: until when the press is asked not to report. Nobody can enforce it. Lists and search engines get the letter then',
    }),
  ),
  conditions: Type.Optional(Conditions),
}

export type NewStageBody = Static<ReturnType<typeof newStage>>

export function newStage() {
  return Type.Object(NewStage, strict)
}

const Delivery = Type.Object({
  id,
  name: Type.String(),
  office: Type.String(),
  state: Type.Enum(deliveryStates, { type: 'string' }),
  tries: Type.Integer(),
  last_answer: orNull(Type.String()),
  next_try_at: orNull(Type.String()),
  accepted_at: orNull(Type.String()),
  version: orNull(Type.Integer()),
  content_hash: orNull(Type.String()),
  names: orNull(Type.Integer()),
  came_back: orNull(
    Type.Object({
      verdict: Type.Enum(['failed', 'delayed'], { type: 'string' }),
      status: Type.String(),
      said: Type.String(),
      reason: Type.Enum(bounceReasons, { type: 'string' }),
      on: Type.String(),
    }),
    {
      description:
        'The newest report of a mail server since the copy was last sent, with the verdict `failed` or `delayed`',
    },
  ),
  returned: Type.Array(Type.Object({ kind: Type.String(), on: Type.String() }), {
    description:
      'Mails that came to its return address and are no report, such as a `reply`. Read them with the answers',
  }),
  page_ended: Type.Boolean(),
  received_at: orNull(Type.String()),
})

const Stage = Type.Object({
  id,
  number: Type.Integer(),
  kind: Type.Enum(stageKinds, { type: 'string' }),
  state: Type.String(),
  version: Type.Integer(),
  approved: Type.Boolean(),
  disclosure: Type.Enum(disclosures, { type: 'string' }),
  note: Type.String(),
  answer_days: orNull(Type.Integer()),
  answer_by: orNull(Type.String()),
  embargo_until: orNull(Type.String()),
  conditions: Type.Array(
    Type.Object({
      kind: Type.String(),
      local: orNull(Type.String()),
      zone: orNull(Type.String()),
      class: orNull(Type.String()),
      least: orNull(Type.Integer()),
      after: orNull(Type.String()),
      days: orNull(Type.Integer()),
      holds: Type.Boolean(),
      at: orNull(Type.String()),
      counted: orNull(Type.Integer()),
    }),
  ),
  fired_at: orNull(Type.String()),
  notice_until: orNull(Type.String()),
  late_since: orNull(Type.String()),
  late_because: orNull(Type.String()),
  handed_on: orNull(Type.String()),
  stop: orNull(Type.Object({ by: Type.String(), yours: Type.Boolean(), lapses_at: Type.String() })),
  asked: Type.Array(
    Type.Object({ what: Type.Enum(askedActs, { type: 'string' }), by: Type.String(), yours: Type.Boolean() }),
  ),
  recipients: Type.Array(Type.Object({ id, name: Type.String(), office: Type.String() })),
  press: Type.Integer({ description: 'The number of press addresses that get the note' }),
  say_written: orNull(Type.Integer()),
  deliveries: Type.Array(Delivery),
})

export const PlanSchema = Type.Object({
  recipients: Type.Array(Type.Object({ id, name: Type.String(), office: Type.String(), reachable: Type.String() })),
  stages: Type.Array(Stage),
})

/** The copy for one recipient. The fields of the mail are empty if the stage mails nothing. */
export const PreviewSchema = Type.Object({
  to: Type.String(),
  subject: Type.String(),
  text: Type.String(),
  html: Type.String(),
  names: Type.Array(PersonSchema),
  undrawn: Type.Array(Type.String(), { description: 'Characters without a font. The PDF shows their code points.' }),
})

/** The plan of a letter as its organizers see it. */
export type PlanJson = Static<typeof PlanSchema>
export type StageJson = Static<typeof Stage>
export type CopyStateJson = Static<typeof Delivery>
export type PreviewJson = Static<typeof PreviewSchema>
