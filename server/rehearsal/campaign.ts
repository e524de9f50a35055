import { checkLog } from './check-log.ts'
import { agree } from './agree.ts'
import { firstOrganizerLink } from '../organizers/people/first-organizer-link.ts'
import {
  checkInPerson,
  countsShown,
  redeem,
  vouchFor,
  type Counts,
  type Scene,
  type SignedWithCodes,
} from './anonymous.ts'
import type { CampaignOptions, Played, Stage } from './campaign-types.ts'
import { Client, inParallel, readCode } from './client.ts'
import { askForAMonth, checkOfFirstCopy, letCounselAnswer } from './private-pages.ts'
import {
  answered,
  answeredByMail,
  deliverByHand,
  planStages,
  timelineOf,
  untilSent,
  type Campaign,
  type Delivered,
} from './deliver.ts'
import { draftTogether } from './draft-together.ts'
import type { ShareJson } from '../sharing/schemas.ts'
import type { Person } from './people.ts'
import { agreeOnNames, letNamesLapse, untilTogether } from './names-that-wait.ts'
import { abreast, signAll, signNamed } from './sign-all.ts'
import { earlyOf, readScript, togetherAtLeast, type Script } from './script.ts'
import { inventedLetter, secondPlace, slip } from './text.ts'

export const firstOwner = { name: 'Maren Solberg', address: 'maren@solberg-home.example' }

/** Plays a whole campaign, from a draft to an answer, over HTTP and SMTP only. */
export async function playCampaign(options: CampaignOptions): Promise<Played> {
  const { say, rehearsal } = options
  const script = readScript(options)
  const seconds: Record<string, number> = {}
  const step: Step = async (name, work) => {
    const start = performance.now()
    const result = await work()
    seconds[name] = Math.round(performance.now() - start) / 1000
    say(`${name} (${(seconds[name] ?? 0).toFixed(1)} s)`)
    return result
  }

  const stage = await step('Two organizers sign in', () => signInTwo(options))
  const k = togetherAtLeast(script.signatories)
  const letter = await step('They draft a letter, comment on it, change it as suggested, and both open it', () =>
    draftAndOpen(stage, script, k),
  )
  const { texts } = await stage.owners[0].get<ShareJson>(`/dashboard/letters/${stage.letterId}/share`)
  say(`To pass on in a chat: ${texts.chat.replace(/\s+/g, ' ')}`)
  const least = Math.min(100, Math.floor(script.signatories.length / 2))
  const plan = await step('They plan three stages, and both approve each', () =>
    planStages(stage, least, script.needed),
  )
  const scene = { rehearsal, anybody: stage.anybody, letter }
  const early = earlyOf(script.signatories)
  const first = await step(`${early.length} workers sign`, () => signAll(scene, early, mayWait(early)))
  await step('A batch makes them visible together', () =>
    untilCounted(stage.anybody, letter, first.signed - mostStillWaiting(script, k)),
  )
  await agreeOnWaiting(step, stage, letter, script)
  await step('A slip is corrected: revision 2', () => correct(stage))
  const late = script.signatories.slice(early.length)
  const [rest, vouched] = await step(
    `${late.length} more sign the new text, and ${script.vouched.length} are vouched for`,
    () => Promise.all([signAll(scene, late, 0), vouchFor(scene, script.vouched, first.verified, abreast)]),
  )
  rest.refused.push(...vouched.refused)
  const checked = await checkWarehouse(step, scene, stage, script.checked)
  rest.refused.push(...checked.refused)
  await step(`${first.waiting.length} who had kept a credential sign anonymously now, from elsewhere`, () =>
    inParallel(first.waiting, abreast, (credential) => redeem(scene, credential)),
  )
  const signed = first.signed + first.waiting.length + rest.signed + vouched.signed + checked.signed
  await step('The next batch closes', () => untilCounted(stage.anybody, letter, signed - mostStillWaiting(script, k)))
  await step('One of them withdraws, with the words of the slip', () =>
    withdrawOne(stage.anybody, letter, [...first.keys, ...rest.keys]),
  )
  const campaign = { rehearsal, ...stage, letter }
  await untilShown(step, stage, letter, script)
  await step(`Stage 1 has gone to one executive, once ${least} had signed and the notice was over`, () =>
    untilSent(campaign, plan[0]),
  )
  await step('A day of the rehearsal without an answer: stage 2 goes to the others', () => untilSent(campaign, plan[1]))
  await step('Stage 3 is printed, and handed over by hand', () => deliverByHand(campaign, plan[2]))
  await step('The second executive asks for a month. It is no answer', () => askForAMonth(campaign))
  const counselPage = await step('The third lets her general counsel answer', () => letCounselAnswer(campaign))
  const checkPage = await checkOfFirstCopy(campaign)
  const delivered = await step('An assistant answers for the first, and the owners publish it', () =>
    answered(campaign, plan),
  )
  await step('Another replies by mail, and an organizer records the mail file', () => answeredByMail(campaign))
  const lapsed = await untilLapsed(step, campaign)
  const refused = [...first.refused, ...rest.refused]
  const counted = await countsShown(scene)
  sayCounts(say, script, refused, [countedInWords(counted), await checkLog(rehearsal, letter)])
  return {
    links: linksOf(options, { letter, id: stage.letterId }, { ...delivered, counselPage, checkPage, lapsed }),
    counts: {
      signed,
      ...counted,
      signed_later: first.waiting.length,
      refused: refused.length,
      left_out: script.leftOut,
      withdrawn: 1,
      mails: rehearsal.catcher.mails().length,
      ...delivered.counts,
    },
    timeline: await timelineOf(stage.anybody, letter),
    seconds,
  }
}

type Step = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>

/** The names that wait for each other have come: enough people, and two owners who agree. */
async function agreeOnWaiting(step: Step, stage: Stage, letter: string, { needed }: Script): Promise<void> {
  if (needed === null) return
  await step(`${needed} names that waited for each other stand together, and both owners agree`, () =>
    agreeOnNames(stage, letter),
  )
}

async function untilShown(step: Step, { anybody }: Stage, letter: string, { needed }: Script): Promise<void> {
  if (needed === null) return
  await step('The waiting time is over, and these names appear at once', () =>
    untilTogether(anybody, letter, 'revealed'),
  )
}

function untilLapsed(step: Step, campaign: Campaign): Promise<string> {
  return step('Another letter ends with too few for its names to appear: they are destroyed', () =>
    letNamesLapse(campaign, signNamed),
  )
}

function sayCounts(
  say: CampaignOptions['say'],
  { leftOut }: Script,
  refused: readonly string[],
  results: readonly string[],
): void {
  if (refused.length > 0) say(`${refused.length} signatories could not sign: ${summary(refused)}`)
  for (const result of results) say(result)
  for (const [visibility, count] of Object.entries(leftOut))
    say(`Left out: ${count} × “${visibility}”, which is no visibility.`)
}

/** A letter of the user has no such site. */
async function checkWarehouse(
  step: Step,
  scene: Scene,
  { owners, letterId }: Stage,
  workers: readonly Person[],
): Promise<SignedWithCodes> {
  if (workers.length === 0) return { signed: 0, refused: [] }
  return step(`${workers.length} warehouse workers without work mail show a badge, and sign`, () =>
    checkInPerson(scene, workers, { organizers: owners, letterId }, abreast),
  )
}

function countedInWords({ anonymous, vouched, reviewed }: Counts): string {
  const counts = [`${anonymous} anonymous signatures`, `${vouched} vouched for`]
  const last = reviewed === 0 ? counts.pop() : `${reviewed} checked in person`
  return `The page counts ${counts.join(', ')} and ${last ?? ''}.`
}

/** For each visibility, fewer than k can wait for a later batch. People who signed with codes are counted apart. */
function mostStillWaiting({ signatories, vouched, checked }: Script, k: number): number {
  return [signatories, vouched, checked]
    .flatMap((persons) => [...countBy(persons.map(({ visibility }) => visibility)).values()])
    .reduce((sum, count) => sum + Math.min(count, k - 1), 0)
}

function countBy<Key>(keys: readonly Key[]): Map<Key, number> {
  const counts = new Map<Key, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** Every third anonymous signatory, as long as ten people remain who sign at once. */
function mayWait(early: readonly Person[]): number {
  const anonymous = early.filter(({ visibility }) => visibility === 'anonymous').length
  return Math.max(0, Math.min(Math.floor(anonymous / 3), early.length - 10))
}

async function signInTwo({ rehearsal }: CampaignOptions): Promise<Stage> {
  const { server } = rehearsal
  const anybody = new Client(server.parts.config.origin)
  const link = await firstOrganizerLink(server.parts, new Date())
  if (link === null) throw new Error('somebody organizes here already')
  const first = await signIn(rehearsal, anybody, { ...firstOwner, invitation: lastPart(link) })
  const letter = await first.post<{ id: string }>('/dashboard/letters', { title: inventedLetter.title })
  const invited = await first.post<{ link: string }>(`/dashboard/letters/${letter.id}/invitations`, { role: 'owner' })
  const second = await signIn(rehearsal, anybody, {
    name: 'Tunde Bakare',
    address: 'tunde@bakare-mail.example',
    invitation: lastPart(invited.link),
  })
  return { anybody, owners: [first, second], letterId: letter.id }
}

async function signIn(
  { catcher }: CampaignOptions['rehearsal'],
  anybody: Client,
  { name, address, invitation }: { name: string; address: string; invitation: string },
): Promise<Client> {
  const before = catcher.mails().length
  const { challenge } = await anybody.post<{ challenge: string }>('/organizers/codes', { address })
  const code = await readCode(catcher, address, before)
  const session = await anybody.post<{ token: string }>('/organizers/sessions', {
    challenge,
    code,
    name,
    invitation,
    label: 'Rehearsal',
  })
  return anybody.as(session.token)
}

function lastPart(link: string): string {
  return link.slice(link.lastIndexOf('/') + 1)
}

async function draftAndOpen(stage: Stage, { draft, needed }: Script, batchSize: number): Promise<string> {
  const {
    owners: [first, second],
    letterId,
  } = stage
  const at = `/dashboard/letters/${letterId}`
  const version = await draftTogether(stage, {
    ...draft,
    visibilities: ['anonymous', 'withheld', ...(needed === null ? [] : ['together']), 'recipients', 'public'],
    ...(needed !== null && { together_needed: needed }),
    batch_minutes: 2,
    batch_size: batchSize,
    names_by_employer: true,
    goal: 500,
    checks_each: 20,
    press_contact: 'press@solberg-home.example',
    second_place: secondPlace,
  })
  await first.post(`${at}/opening`, { to: 'open', version })
  await agree(second, letterId)
  const { path } = await first.get<{ path: string | null }>(`${at}/draft`)
  if (path === null) throw new Error('the letter did not open')
  await first.get(`${at}/share`)
  return lastPart(path)
}

async function untilCounted(anybody: Client, letter: string, least: number): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const { tally } = await anybody.get<{ tally: { classes: { count: number }[] } }>(`/letters/${letter}`)
    const counted = tally.classes.reduce((sum, { count }) => sum + count, 0)
    if (counted >= least) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the batch did not close')
}

async function correct({ owners: [first, second], letterId }: Stage): Promise<void> {
  const at = `/dashboard/letters/${letterId}`
  const { version, text } = await first.get<{ version: number; text: string }>(`${at}/draft`)
  const corrected = text.includes(slip.wrong) ? text.replace(slip.wrong, slip.right) : `${text.trimEnd()}\n\n—`
  const saved = await first.patch<{ version: number }>(`${at}/draft`, { version, text: corrected })
  const revision = { kind: 'correction', version: saved.version }
  const { outcome } = await first.post<{ outcome: string }>(`${at}/revisions`, revision)
  if (outcome === 'waits') await agree(second, letterId)
}

async function withdrawOne(anybody: Client, letter: string, keys: readonly string[]): Promise<void> {
  await anybody.post(`/letters/${letter}/mine/withdrawal`, { signing_key: keys[7] ?? keys[0] })
}

function summary(reasons: readonly string[]): string {
  return [...countBy(reasons)].map(([reason, count]) => `${count} × ${reason}`).join(' ')
}

function linksOf(
  { rehearsal }: CampaignOptions,
  { letter, id }: { letter: string; id: string },
  { recipientPage, counselPage, checkPage, lapsed }: Delivered & Record<'counselPage' | 'checkPage' | 'lapsed', string>,
): Record<string, string> {
  const { origin } = rehearsal.server.parts.config
  return {
    letter: `${origin}/letters/${letter}`,
    names: `${origin}/letters/${letter}/signatures`,
    revisions: `${origin}/letters/${letter}/revisions`,
    sign: `${origin}/letters/${letter}/sign`,
    dashboard: `${origin}/dashboard`,
    'in-person check': `${origin}/dashboard/letters/${id}/in-person`,
    share: `${origin}/dashboard/letters/${id}/share`,
    versions: `${origin}/dashboard/letters/${id}/text/versions`,
    comments: `${origin}/dashboard/letters/${id}/text/comments`,
    press: `${origin}/letters/${letter}/press`,
    'check of the count': `${origin}/letters/${letter}/audit`,
    'names that waited in vain': `${origin}/letters/${lapsed}`,
    recipient: recipientPage,
    check: checkPage,
    counsel: counselPage,
    mail: `${origin}/dev/mail`,
    api: `${origin}/api/docs`,
  }
}
