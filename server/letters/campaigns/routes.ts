import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import { fieldsIn, formOf, formWithErrors } from '../../http/form.ts'
import { FormPage } from '../../http/kept-forms/form-page.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import type { MadePage } from '../../http/page-cache.ts'
import { render, sendFromCache, sendPage } from '../../http/pages.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { say } from '../../refusal.ts'
import { outdatedAt } from '../page/show-letter.ts'
import { inviteToCampaign } from './invite-to-campaign.ts'
import { joinCampaign } from './join-campaign.ts'
import { leaveCampaign } from './leave-campaign.ts'
import { removeFromCampaign } from './remove-from-campaign.ts'
import { showCampaign, type CampaignFacts } from './show-campaign.ts'
import { showOwnCampaign } from './show-own-campaign.ts'
import { startCampaign } from './start-campaign.ts'
import { campaignPage, campaignShell, ownCampaignPage, ownCampaignPath, type CampaignForm } from './view.ts'

const id = Type.String({ maxLength: 36 })
const slug = Type.String({ maxLength: 80 })
const ById = { params: Type.Object({ id }) }
const BySlug = { params: Type.Object({ slug }) }
const ByLetter = { params: Type.Object({ id, slug }) }
const forms = new FormPage<CampaignForm>((path) => path)

/** The page of a campaign, and the organizers' page on which their letter starts, joins or leaves one. */
export function campaignRoutes(app: App, parts: Parts): void {
  const { origin } = parts.config

  app.get('/campaigns/:slug', { schema: BySlug }, (request, reply) =>
    sendFromCache(parts, { path: `/campaigns/${request.params.slug}`, request, reply }, async () => {
      const now = parts.clock()
      const facts = await showCampaign(parts, request.params.slug, now)
      const page = campaignPage(facts, now, catalogueOf(request.language))
      const shell = { language: request.language, ...campaignShell(facts, origin) }
      return {
        ...aroundCampaign(facts, now),
        type: 'text/html; charset=utf-8',
        content: render('letters/campaigns/campaign', page, shell),
      }
    }),
  )

  organizerPages(app, parts, (scope) => {
    scope.get('/dashboard/letters/:id/campaign', { schema: ById }, async (request, reply) => {
      const facts = await showOwnCampaign(parts, organizerOf(request).id, request.params.id)
      const page = ownCampaignPage(facts, forms.stateOf(request), origin)
      return sendPage(reply, 'letters/campaigns/own-campaign', page, { title: say('campaigns-own-title') })
    })

    scope.post(
      '/dashboard/letters/:id/campaign',
      { schema: { ...ById, body: formOf('title') } },
      async (request, reply) => {
        const { title } = fieldsIn(request.body, ['title'])
        const { id: letterId } = request.params
        return keptForm(reply, letterId, { title, invitation: '' }, () =>
          startCampaign(parts, organizerOf(request), letterId, title, parts.clock()),
        )
      },
    )

    scope.post(
      '/dashboard/letters/:id/campaign/membership',
      { schema: { ...ById, body: formOf('invitation') } },
      async (request, reply) => {
        const { invitation } = fieldsIn(request.body, ['invitation'])
        const { id: letterId } = request.params
        return keptForm(reply, letterId, { title: '', invitation }, () =>
          joinCampaign(parts, organizerOf(request), letterId, invitation, parts.clock()),
        )
      },
    )

    scope.post('/dashboard/letters/:id/campaign/membership/end', { schema: ById }, async (request, reply) => {
      await leaveCampaign(parts, organizerOf(request).id, request.params.id, parts.clock())
      return reply.redirect(ownCampaignPath(request.params.id), 303)
    })

    scope.post('/dashboard/letters/:id/campaign/invitation', { schema: ById }, async (request, reply) => {
      await inviteToCampaign(parts, organizerOf(request).id, request.params.id, parts.clock())
      return reply.redirect(ownCampaignPath(request.params.id), 303)
    })

    scope.post(
      '/dashboard/letters/:id/campaign/letters/:slug/removal',
      { schema: ByLetter },
      async (request, reply) => {
        const { id: letterId, slug: other } = request.params
        await removeFromCampaign(parts, organizerOf(request).id, letterId, other, parts.clock())
        return reply.redirect(ownCampaignPath(letterId), 303)
      },
    )
  })

  /** Sends the form back with what was typed if it is refused. */
  async function keptForm(
    reply: FastifyReply,
    letterId: string,
    typed: CampaignForm['values'],
    act: () => Promise<'started' | 'joined' | 'waits'>,
  ): Promise<FastifyReply> {
    try {
      const waits = (await act()) === 'waits'
      return await reply.redirect(waits ? `/dashboard/letters/${letterId}/approvals` : ownCampaignPath(letterId), 303)
    } catch (error) {
      return forms.show(reply, parts, { of: ownCampaignPath(letterId) }, formWithErrors(error, typed), 422)
    }
  }
}

/** A change of any of its letters drops the page. */
export function aroundCampaign(
  { campaign, letters, embargoes }: CampaignFacts,
  now: Date,
): Omit<MadePage, 'type' | 'content'> {
  return {
    subject: campaign.id,
    others: letters.map(({ letter }) => letter.id),
    until: new Date(Math.min(...[...embargoes, ...letters.map((facts) => outdatedAt(facts, now))].map(Number))),
  }
}
