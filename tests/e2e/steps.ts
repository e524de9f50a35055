import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import type { Browser } from 'playwright-core'
import { expect } from 'vitest'
import { firstOrganizerLink } from '../../server/organizers/people/first-organizer-link.ts'
import type { Visibility } from '../../server/letter/rules.ts'
import type { TestServer } from '../support/app.ts'
import { codeIn } from '../support/mail.ts'
import { nextBatch } from '../support/stories.ts'
import { sentence } from '../support/words.ts'
import { visitor, type Visitor, type VisitorOptions } from './visitor.ts'

/** The main job as steps of the people who do it. Each step uses only the pages. */

export interface World {
  server: TestServer
  browser: Browser
  options: VisitorOptions
}

export function somebody({ server, browser, options }: World, more: VisitorOptions = {}): Promise<Visitor> {
  return visitor(browser, server.url, { ...options, ...more })
}

/** The code in the newest mail to this address, after the server has run its queue. */
async function codeMailedTo({ server }: World, address: string): Promise<string> {
  await server.work()
  const mail = server.inbox.mails().findLast(({ to }) => to === address)
  if (!mail) throw new Error(`Nothing was mailed to ${address}.`)
  return codeIn(mail.text)
}

export function pathOf(link: string): string {
  return new URL(link).pathname
}

export interface OrganizerPerson {
  name: string
  address: string
}

/** Follows an invitation link, proves an address and creates an account. */
export async function makesAccount(
  world: World,
  who: Visitor,
  invitation: { path: string; heading: string },
  { name, address }: OrganizerPerson,
): Promise<void> {
  await who.goTo(invitation.path)
  await who.sees(invitation.heading)
  await who.types(sentence('organizers-address-label'), address)
  await who.presses(sentence('recovery-link-send'))
  await who.sees(sentence('responses-code-heading'), 'sign-in code')
  await who.types('The code', await codeMailedTo(world, address))
  await who.types(sentence('recovery-sign-in-session'), 'My laptop')
  await who.presses('Sign in')
  await who.sees(sentence('organizers-name-label'))
  await who.types(sentence('organizers-name-label'), name)
  await who.presses(sentence('organizers-name-button'))
}

export async function becomesFirstOrganizer(world: World, who: Visitor, person: OrganizerPerson): Promise<void> {
  const link = await firstOrganizerLink(world.server.parts, world.server.now())
  if (link === null) throw new Error('somebody organizes here already')
  await makesAccount(world, who, { path: pathOf(link), heading: sentence('organizers-welcome-first') }, person)
  await who.sees(sentence('drafting-letters-title'), 'no letters yet')
}

export interface LetterToWrite {
  title: string
  text: string
  demands: string[]
  recipient: { name: string; office: string; address: string }
  employer: { name: string; domains: string }
}

export const atNorthwind: LetterToWrite = {
  title: 'Stop selling face recognition',
  text: 'We *build* these systems.[^1]\n\nWe ask to be heard.\n\n[^1]: A report of 2018.',
  demands: ['Stop selling face recognition to the police.', 'Let workers oversee what they build.'],
  recipient: { name: 'Ada Hartley', office: 'Chief executive', address: 'ada.hartley@board.example' },
  employer: { name: 'Northwind', domains: 'northwind.example\n*.northwind.example' },
}

/**
 * Fills in all parts of a letter until it could open.
 * @returns the letter's id
 */
export async function writesLetter(who: Visitor, letter: LetterToWrite): Promise<string> {
  await who.types('Title', letter.title)
  await who.presses('Start the letter')
  await who.sees('The text')
  const id = /letters\/([\w-]+)\/text/.exec(who.path)?.[1] ?? ''
  await who.types('The letter', letter.text)
  await who.presses(sentence('drafting-save-and-continue', { part: 'demands' }))
  await fillsInDemands(who, letter)
  await who.presses(sentence('drafting-save-and-continue', { part: 'employers' }))
  await who.sees(sentence('drafting-part-label', { part: 'employers' }))
  await who.types('Name', letter.employer.name)
  await who.types('Mail domains', letter.employer.domains)
  await who.presses(sentence('drafting-save-and-continue', { part: 'names' }))
  await who.sees(sentence('drafting-part-label', { part: 'names' }))
  await who.ticks('The recipients')
  await who.unfolds('Fine-tune')
  await who.types(sentence('drafting-batch-size-label'), '2')
  await who.types(sentence('drafting-first-threshold-label'), '3')
  await who.presses(sentence('drafting-save-and-continue', { part: 'details' }))
  await who.sees(sentence('drafting-part-label', { part: 'details' }))
  await who.types(sentence('drafting-goal-label'), '10')
  await who.types(sentence('drafting-contact-label'), 'press@personal.example')
  await who.presses('Save')
  await who.reads('Saved.')
  return id
}

async function fillsInDemands(who: Visitor, { demands, recipient }: LetterToWrite): Promise<void> {
  await who.sees(sentence('drafting-part-label', { part: 'demands' }))
  for (const [index, demand] of demands.entries()) {
    if (index > 0) await who.presses('Add a demand')
    await who.types(`Demand ${String(index + 1)}`, demand)
  }
  // Adds one demand too many and removes it. The text in the other fields stays.
  await who.presses('Add a demand')
  await who.types(`Demand ${String(demands.length + 1)}`, 'A mistake.')
  await who.presses(`Remove demand ${String(demands.length + 1)}`)
  await who.field(`Demand ${String(demands.length + 1)}`).waitFor({ state: 'detached' })
  expect(await who.field('Demand 1').inputValue()).toBe(demands[0])
  await who.types('Name', recipient.name)
  await who.types('Office', recipient.office)
  await who.types('Mail address', recipient.address)
}

export async function previewsLetter(who: Visitor, { title, demands }: LetterToWrite): Promise<void> {
  await who.follows('Preview')
  await who.sees(title, 'preview')
  await who.reads(sentence('drafting-preview'))
  await who.reads(demands[1]!)
}

/** @returns the path of the invitation */
export async function invitesOwner(who: Visitor, id: string): Promise<string> {
  await who.goTo(`/dashboard/letters/${id}/people`)
  await who.sees(sentence('organizers-people-heading'))
  await who.ticks(sentence('organizers-role', { role: 'owner' }))
  await who.presses(sentence('organizers-invite-button'))
  const link = await who.page.locator('code.key').innerText()
  await who.looksClosely()
  return pathOf(link)
}

export async function becomesOwner(
  world: World,
  who: Visitor,
  invitation: string,
  person: OrganizerPerson,
): Promise<void> {
  await makesAccount(world, who, { path: invitation, heading: sentence('organizers-welcome-letter') }, person)
}

/** The first owner asks to open the letter. The second owner reads it on the page of the proposal, and agrees. */
export async function bothOpen(
  [first, second]: readonly [Visitor, Visitor],
  { id, title }: { id: string; title: string },
) {
  await first.goTo(`/dashboard/letters/${id}/text/opening`)
  await first.sees('Open the letter')
  await first.ticks('To the public')
  await first.presses('Open the letter')
  await first.sees('What waits for a second owner')
  await second.goTo(`/dashboard/letters/${id}/text`)
  await second.reads('Something waits for a second owner')
  await second.follows('Look at it, and decide')
  await second.sees('What waits for a second owner', 'a letter that waits to be opened')
  await second.reads(title)
  await second.presses('Agree, and open it now')
  await second.sees('Your letter is open')
}

/** The second owner agrees to what the first one has asked for. */
export async function agreesTo(who: Visitor, id: string, words: string): Promise<void> {
  await who.goTo(`/dashboard/letters/${id}/approvals`)
  await who.sees('What waits for a second owner', `before “${words}”`)
  await who.presses(words)
}

export async function findsLetter(who: Visitor, title: string): Promise<string> {
  await who.goTo('/')
  await who.sees(sentence('home-heading'))
  await who.follows(title)
  await who.sees(title, 'the letter, collecting')
  return who.path
}

export interface Signer {
  name: string
  address: string
  visibility: Visibility
}

/**
 * Goes from the letter's page to “You signed”.
 * @returns the words of the slip
 */
export async function signs(world: World, who: Visitor, letter: string, signer: Signer): Promise<string> {
  await who.goTo(letter)
  await who.follows(sentence('letter-standing-sign'))
  await who.sees(sentence('signing-choice-title'))
  expect(await who.page.locator('input:checked').count(), 'nothing is preselected').toBe(0)
  await who.page.locator(`input[value="${signer.visibility}"]`).check({ force: true })
  if (signer.name !== '') await who.types('Your name, as it should stand', signer.name)
  await who.types(sentence('signing-address-label'), signer.address)
  await who.presses(sentence('signing-send-code'))
  await who.sees('Enter the code we sent', 'signing code')
  const slip = async () => (await who.page.locator('[data-slip-words] li').allTextContents()).join(' ')
  const key = await slip()
  await who.types('The code', await codeMailedTo(world, signer.address))
  await who.presses('Sign')
  await who.sees(sentence('signing-done-heading'))
  expect(await slip()).toBe(key)
  return key
}

export async function batchCloses({ server }: World, letter: AddressedLetter): Promise<void> {
  await nextBatch(server, letter)
}

/** Chooses and writes a delivery, looks at it, and announces it on the letter's page. */
export async function announcesDelivery(who: Visitor, id: string, letter: LetterToWrite, names: string[]) {
  const { recipient } = letter
  await who.goTo(`/dashboard/letters/${id}/delivery`)
  await who.sees('Delivery', 'delivery, empty')
  await who.follows(sentence('plan-stage-add'))
  await who.sees(sentence('plan-stage-add'), 'a stage')
  await who.ticks(sentence('plan-kind-mail'))
  await who.ticks(`${recipient.name}, ${recipient.office}`)
  await who.ticks(sentence('plan-disclosure-names'))
  await who.types(sentence('plan-note-label'), 'We would be *glad* to talk.')
  await who.presses(sentence('plan-stage-save'))
  await who.sees('Delivery', 'delivery, drafted')
  await who.page.getByRole('link', { name: sentence('plan-copy-link', { people: [recipient] }) }).click()
  await who.sees(sentence('plan-copy-title', { name: recipient.name }), 'a copy')
  const listed = await who.page.locator('ul.names li').allInnerTexts()
  expect(listed.map((name) => name.trim()).sort()).toEqual([...names].sort())
  await who.follows(sentence('plan-back'))
  await who.presses(sentence('plan-announce'))
  await who.reads(sentence('plan-announced', { at: new Date(0) }).split('until')[0]!)
  await who.sees('Delivery', 'delivery, announced')
}

/** Sending names needs a code that was mailed within ten minutes. */
export async function provesAgain(world: World, who: Visitor, address: string): Promise<void> {
  await who.goTo('/organizers/account/proof')
  await who.sees('Prove that it is you', 'before a code')
  await who.presses('Mail me a code')
  await who.types('The code from your mailbox', await codeMailedTo(world, address))
  await who.presses('Continue')
}

/** Three days later, the notice is over, and the second owner is no longer new. */
export function noticeEnds({ server }: World): void {
  server.at(new Date(server.now().getTime() + 73 * 3_600_000))
}

export async function bothSend(world: World, owners: readonly [Visitor, Visitor], id: string) {
  await owners[0].goTo(`/dashboard/letters/${id}/delivery`)
  await owners[0].presses(sentence('plan-send', { count: 1 }))
  await owners[0].reads('It goes out when another owner agrees.')
  await agreesTo(owners[1], id, 'Agree, and carry out stage 1 now')
  await world.server.work()
  await owners[0].goTo(`/dashboard/letters/${id}/delivery`)
  await owners[0].sees('Delivery', 'delivery, sent')
  await owners[0].reads(sentence('plan-accepted', { count: 1, total: 1 }))
}

/** The address of the private page in the mail. */
export function pageInMailTo({ server }: World, address: string): string {
  const mail = server.inbox.mails().findLast(({ to, attachments }) => to === address && attachments.length > 0)
  const link = /https?:\/\/\S+\/r\/[\w-]+/.exec(mail?.text ?? '')?.[0]
  if (link === undefined) throw new Error(`No letter with a private page was mailed to ${address}.`)
  return pathOf(link)
}

export async function receivesAndAnswers(world: World, who: Visitor, letter: LetterToWrite, answer: string) {
  const { address } = letter.recipient
  await who.goTo(pageInMailTo(world, address))
  await who.sees(letter.title, 'the recipient’s page')
  await who.presses(sentence('responses-receive-button'))
  await who.reads(/Receipt was confirmed on/)
  await who.types(sentence('responses-text-label'), answer)
  await who.presses(sentence('responses-send-code', { to: letter.recipient.name }))
  await who.sees(sentence('responses-code-heading'), 'the recipient’s code')
  await who.types('The code', await codeMailedTo(world, address))
  expect((await who.field(sentence('responses-sent-as-label')).inputValue()).trim()).toBe(answer)
  await who.presses(sentence('responses-send'))
  await who.sees(sentence('responses-sent-title'))
}

export async function publishesAnswer(who: Visitor, id: string, answer: string): Promise<void> {
  await who.goTo(`/dashboard/letters/${id}/answers`)
  await who.sees('Answers')
  await who.reads(answer)
  await who.follows('See what publishing it would show')
  await who.sees('Publish this answer', 'what will be published')
  await who.reads(answer)
  await who.reads('The wording may be a trap')
  await who.presses('Publish it with the letter')
  await who.reads(/Published on/)
  await who.presses('It answers the letter: stop counting the days')
  await who.reads('counts as an answer')
}

/** Closes or purges the letter. Both acts are final, so one owner asks and the other agrees. */
export async function bothEnd(owners: readonly [Visitor, Visitor], id: string, act: 'Close' | 'Purge') {
  const [owner, second] = owners
  await owner.goTo(`/dashboard/letters/${id}/close`)
  await owner.sees(sentence('lifecycle-life-title'), `before it is over: ${act}`)
  await owner.ticks(sentence('lifecycle-final-sure'))
  await owner.presses(sentence(act === 'Close' ? 'lifecycle-close-button' : 'lifecycle-purge-button'))
  await owner.reads(`You asked to ${act.toLowerCase()} the letter.`)
  await agreesTo(second, id, `Agree, and ${act.toLowerCase()} it for good now`)
}
