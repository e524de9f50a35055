import { describe, expect, test } from 'vitest'
import {
  campaignSlugFrom,
  faultInCampaignTitle,
  longestCampaignTitle,
  mayStandInCampaign,
  sumOfCounts,
} from '../../server/letters/campaigns/rules.ts'

describe('the sum of a campaign', () => {
  const halden = {
    collecting: false,
    classes: [
      { class: 'mailbox', count: 12 },
      { class: 'supporter', count: 3 },
    ],
  } as const
  const meridian = { collecting: false, classes: [{ class: 'mailbox', count: 30 }] } as const
  const collecting = { collecting: true, classes: [] } as const

  test('adds up each class by itself, and never different ones', () => {
    expect(sumOfCounts([halden, meridian])).toEqual({
      sums: [
        { class: 'mailbox', count: 42 },
        { class: 'supporter', count: 3 },
      ],
      counted: 2,
      leftOut: 0,
    })
  })

  test('leaves out letters without a count, and says how many', () => {
    expect(sumOfCounts([halden, collecting, meridian])).toMatchObject({ counted: 2, leftOut: 1 })
  })

  test('is not made of one letter, because it would repeat its count', () => {
    expect(sumOfCounts([halden, collecting]).sums).toEqual([])
  })
})

test('only public letters stand in a campaign, and no purged ones', () => {
  const may = (state: Parameters<typeof mayStandInCampaign>[0]['state'], isPublic: boolean) =>
    mayStandInCampaign({ state, public: isPublic })
  expect([may('open', true), may('closed', true)]).toEqual([true, true])
  expect([may('draft', false), may('quiet', false), may('closed', false), may('purged', true)]).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('a title is one visible line of limited length', () => {
  expect(faultInCampaignTitle('Two companies, one demand')).toBeNull()
  for (const title of ['', 'x'.repeat(longestCampaignTitle + 1), '\u2060\u3164'])
    expect([title, faultInCampaignTitle(title) === null]).toEqual([title, false])
})

test('the address of a campaign is made of its title, and never looks like a page of the site', () => {
  expect(campaignSlugFrom('Stop it, together!')).toBe('stop-it-together')
  for (const title of ['Dashboard', 'Admin', 'ab']) expect(campaignSlugFrom(title)).toMatch(/^campaign-/)
})
