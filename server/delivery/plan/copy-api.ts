import Type, { type Static } from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerOf } from '../../http/organizer-scope.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { largestPhoto } from '../hand-delivery/clean-photo.ts'
import { fetchPrint } from '../hand-delivery/fetch-print.ts'
import { previewCopy } from './preview-copy.ts'
import { recordHandDelivery } from '../hand-delivery/record-hand-delivery.ts'
import { Pdf } from '../schemas.ts'
import { previewJson } from './copy-view.ts'
import { ByStage, id, nothing, PreviewSchema, strict, tags } from './schemas.ts'

const base = '/dashboard/letters/:id/stages'
const ByCopy = Type.Object({ id, stage: id, recipient: id })

/** In bytes. Base64 makes the photo a third larger. */
const mostPhotoBody = Math.ceil((largestPhoto * 4) / 3) + 10_000

/** API of the previews of copies, and of the stages by hand. */
export function copyApi(scope: App, parts: Parts): void {
  previewApi(scope, parts)
  handApi(scope, parts)
}

function handApi(scope: App, parts: Parts): void {
  const HandDelivery = Type.Object(
    {
      handed_on: Type.String({ maxLength: 20, description: 'YYYY-MM-DD' }),
      photo: Type.Optional(
        Type.String({
          contentEncoding: 'base64',
          maxLength: mostPhotoBody,
          description: 'JPEG, PNG or WebP. Its metadata is removed',
        }),
      ),
    },
    strict,
  )
  scope.post(
    `${base}/:stage/hand-over`,
    {
      bodyLimit: mostPhotoBody,
      schema: {
        tags,
        summary: 'Record that the printed copies have been handed over',
        params: ByStage,
        body: HandDelivery,
        response: answers({ 200: nothing }),
      },
    },
    async (request) => {
      const { id: letterId, stage } = request.params
      const { handed_on: on, photo } = request.body
      const bytes = photo === undefined ? null : Buffer.from(photo, 'base64')
      await recordHandDelivery(parts, organizerOf(request).id, letterId, stage, { on, photo: bytes }, parts.clock())
      return {}
    },
  )

  scope.get(
    `${base}/:stage/prints/:recipient/letter.pdf`,
    { schema: { tags, summary: 'Get the frozen PDF to print', params: ByCopy, response: answers({ 200: Pdf }) } },
    async (request, reply) => {
      const { id: letterId, stage: stageId, recipient: recipientId } = request.params
      const looked = { stageId, recipientId }
      const { pdf } = await fetchPrint(parts, organizerOf(request).id, letterId, looked, parts.clock())
      return reply.header('cache-control', 'no-store').type('application/pdf').send(pdf)
    },
  )
}

function previewApi(scope: App, parts: Parts): void {
  const copies = `${base}/:stage/copies/:recipient`
  const Proposed = Type.Object({ proposed: Type.Optional(Type.Literal('yes')) }, strict)
  const preview = (
    organizer: string,
    { id: letter, stage, recipient }: Static<typeof ByCopy>,
    { proposed }: Static<typeof Proposed>,
  ) => {
    const looked = { stageId: stage, recipientId: recipient, proposed: proposed !== undefined }
    return previewCopy(parts, organizer, letter, looked, parts.clock())
  }

  scope.get(
    copies,
    {
      schema: {
        tags,
        summary: 'Preview exactly what one recipient gets. The fields of the mail are empty if nothing is mailed',
        params: ByCopy,
        querystring: Proposed,
        response: answers({
          200: PreviewSchema,
        }),
      },
    },
    async (request) => {
      return previewJson(await preview(organizerOf(request).id, request.params, request.query))
    },
  )

  scope.get(
    `${copies}/letter.pdf`,
    {
      schema: {
        tags,
        summary: 'Preview the PDF that one recipient gets',
        params: ByCopy,
        querystring: Proposed,
        response: answers({ 200: Pdf }),
      },
    },
    async (request, reply) => {
      const { pdf } = await preview(organizerOf(request).id, request.params, request.query)
      if (!pdf) throw notFoundRefusal('PDF')
      return reply.header('cache-control', 'no-store').type('application/pdf').send(pdf)
    },
  )
}
