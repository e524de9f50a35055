import { expect, test } from 'vitest'
import { firstOrganizerLink } from '../../server/organizers/people/first-organizer-link.ts'
import { testServer } from '../support/app.ts'
import { codeIn } from '../support/mail.ts'
import { testBrowser } from '../support/test-browser.ts'
import { sentence } from '../support/words.ts'
import { atNorthwind, pathOf } from './steps.ts'
import { visitor, type Visitor } from './visitor.ts'

const server = await testServer()
const browser = await testBrowser()

/** Counts what a person has to do. */
class Effort {
  pages = 0
  clicks = 0
  fields = 0
  readonly #who: Visitor

  constructor(who: Visitor) {
    this.#who = who
    who.page.on('response', (answer) => {
      if (answer.request().isNavigationRequest() && answer.status() === 200) this.pages++
    })
  }

  async fills(fields: Record<string, string>): Promise<void> {
    for (const [label, text] of Object.entries(fields)) {
      this.fields++
      await this.#who.types(label, text)
    }
  }

  async presses(button: string): Promise<void> {
    this.clicks++
    await this.#who.presses(button)
  }

  async follows(link: string): Promise<void> {
    this.clicks++
    await this.#who.follows(link)
  }

  async ticks(label: string): Promise<void> {
    this.clicks++
    await this.#who.ticks(label)
  }
}

// The first version of the product needed 11 pages, 12 clicks and 24 fields for the same letter.
test('one person gets from the first link to an open letter in nine pages', { timeout: 60_000 }, async () => {
  const who = await visitor(browser, server.url, { screen: 'phone', closely: false })
  const effort = new Effort(who)
  const { title, text, demands, recipient, employer } = atNorthwind
  const link = (await firstOrganizerLink(server.parts, server.now())) ?? ''

  await who.goTo(pathOf(link))
  await effort.fills({ [sentence('organizers-address-label')]: 'robin@personal.example' })
  await effort.presses(sentence('recovery-link-send'))
  await who.sees('Enter the code we sent')
  await server.work()
  await effort.fills({ 'The code': codeIn(server.inbox.mails().at(-1)?.text ?? '') })
  await effort.presses('Sign in')
  await effort.fills({ [sentence('organizers-name-label')]: 'Robin Ashe' })
  await effort.presses(sentence('organizers-name-button'))
  await effort.fills({ Title: title })
  await effort.presses('Start the letter')
  await who.sees('The text')
  await effort.fills({ 'The letter': text })
  await effort.presses(sentence('drafting-save-and-continue', { part: 'demands' }))
  await effort.fills({ 'Demand 1': demands[0] ?? '' })
  await effort.fills({ Name: recipient.name, Office: recipient.office, 'Mail address': recipient.address })
  await effort.presses(sentence('drafting-save-and-continue', { part: 'employers' }))
  await who.sees(sentence('drafting-part-label', { part: 'employers' }))
  await effort.fills({ Name: employer.name, 'Mail domains': employer.domains })
  await effort.presses(sentence('drafting-save-and-continue', { part: 'names' }))
  await who.sees(sentence('drafting-part-label', { part: 'names' }))
  await effort.follows('Open it')
  await effort.ticks('To the public')
  await effort.presses('Open the letter')
  await who.sees('Your letter is open')
  expect(effort.pages).toBeLessThanOrEqual(9)
  expect(effort.clicks).toBeLessThanOrEqual(10)
  expect(effort.fields).toBeLessThanOrEqual(11)
  await who.finds('/', title)
  who.nothingWasWrong()
})
