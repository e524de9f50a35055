import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { sendFromCache } from '../../http/pages.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { inviteToCampaign } from './invite-to-campaign.ts'
import { joinCampaign } from './join-campaign.ts'
import { leaveCampaign } from './leave-campaign.ts'
import { removeFromCampaign } from './remove-from-campaign.ts'
import { aroundCampaign } from './routes.ts'
import {
  CampaignInvitationSchema,
  CampaignSchema,
  JoiningSchema,
  OwnCampaignSchema,
  StartingSchema,
} from './schemas.ts'
import { showCampaign } from './show-campaign.ts'
import { showOwnCampaign } from './show-own-campaign.ts'
import { startCampaign } from './start-campaign.ts'
import { campaignJson, ownCampaignJson } from './view.ts'

const closed = { additionalProperties: false }
const ById = Type.Object({ id: Type.String({ maxLength: 36 }) })
const slug = Type.String({ maxLength: 80 })
const Done = Type.Object({ outcome: Type.Literal('done') })
const done = { outcome: 'done' as const }

/** Registers the API of campaigns. */
export function campaignApi(app: App, parts: Parts): void {
  app.get(
    '/campaigns/:slug',
    {
      schema: {
        tags: ['letters'],
        summary: 'Returns a campaign: letters of several companies with their counts',
        params: Type.Object({ slug }),
        response: answers({ 200: CampaignSchema }),
      },
    },
    async (request, reply) => {
      const path = `/api/v1/campaigns/${request.params.slug}`
      await sendFromCache(parts, { path, request, reply }, async () => {
        const now = parts.clock()
        const facts = await showCampaign(parts, request.params.slug, now)
        return {
          ...aroundCampaign(facts, now),
          type: 'application/json; charset=utf-8',
          // Serialized by the schema, so that a field that it does not list is not sent.
          content: reply.serialize(campaignJson(facts, now, catalogueOf(request.language))) as string,
        }
      })
      return reply
    },
  )
  organizerApi(app, parts, (scope) => {
    ownCampaignApi(scope, parts)
    invitingApi(scope, parts)
  })
}

function ownCampaignApi(scope: App, parts: Parts): void {
  const tags = ['organizers']
  scope.get(
    '/dashboard/letters/:id/campaign',
    {
      schema: {
        tags,
        summary: 'Returns the campaign in which a letter stands',
        params: ById,
        response: answers({ 200: OwnCampaignSchema }),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return ownCampaignJson(await showOwnCampaign(parts, organizerOf(request).id, request.params.id))
    },
  )
  scope.post(
    '/dashboard/letters/:id/campaign',
    {
      schema: {
        tags,
        summary: 'Starts a campaign with a public letter',
        params: ById,
        body: Type.Object({ title: Type.String({ maxLength: 1000 }) }, closed),
        response: answers({ 200: StartingSchema }),
      },
    },
    async (request) => {
      const { id } = request.params
      return { outcome: await startCampaign(parts, organizerOf(request), id, request.body.title, parts.clock()) }
    },
  )
  scope.post(
    '/dashboard/letters/:id/campaign/membership',
    {
      schema: {
        tags,
        summary: 'Joins the campaign of an invitation with a public letter',
        params: ById,
        body: Type.Object({ invitation: Type.String({ maxLength: 200 }) }, closed),
        response: answers({ 200: JoiningSchema }),
      },
    },
    async (request) => {
      const { id } = request.params
      return { outcome: await joinCampaign(parts, organizerOf(request), id, request.body.invitation, parts.clock()) }
    },
  )
  scope.delete(
    '/dashboard/letters/:id/campaign/membership',
    {
      schema: {
        tags,
        summary: 'Takes a letter out of its campaign at once',
        params: ById,
        response: answers({ 200: Done }),
      },
    },
    async (request) => {
      await leaveCampaign(parts, organizerOf(request).id, request.params.id, parts.clock())
      return done
    },
  )
}

function invitingApi(scope: App, parts: Parts): void {
  const tags = ['organizers']
  scope.post(
    '/dashboard/letters/:id/campaign/invitation',
    {
      schema: {
        tags,
        summary: 'Makes an invitation for one letter to the campaign that this letter began',
        params: ById,
        response: answers({ 200: CampaignInvitationSchema }),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return { invitation: await inviteToCampaign(parts, organizerOf(request).id, request.params.id, parts.clock()) }
    },
  )
  scope.delete(
    '/dashboard/letters/:id/campaign/letters/:slug',
    {
      schema: {
        tags,
        summary: 'Takes another letter out of the campaign that this letter began',
        params: Type.Object({ id: Type.String({ maxLength: 36 }), slug }),
        response: answers({ 200: Done }),
      },
    },
    async (request) => {
      const { id, slug: other } = request.params
      await removeFromCampaign(parts, organizerOf(request).id, id, other, parts.clock())
      return done
    },
  )
}
