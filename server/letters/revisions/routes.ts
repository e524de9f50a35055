import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { sendPage } from '../../http/pages.ts'
import { notFoundRefusal, say } from '../../refusal.ts'
import { readRevisions } from '../read-letter.ts'
import { RevisionContentSchema, RevisionSchema } from './schemas.ts'
import { revisionJson, revisionPage, revisionPageJson, revisionShell, revisionsPage } from './view.ts'
import { findLetter } from '../../letter/find-letter.ts'
import { letterPath } from '../../letter/letter-address.ts'

const ByKey = Type.Object({ key: Type.String({ maxLength: 80 }) })
const ByNumber = Type.Object({
  key: Type.String({ maxLength: 80 }),
  number: Type.String({ pattern: '^[1-9][0-9]{0,5}$' }),
})

/** Registers the pages of a letter's revisions and their changes. */
export function revisionRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key/revisions', { schema: { params: ByKey } }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    if (letter.public && request.params.key !== letter.slug)
      return reply.redirect(`${letterPath(letter)}/revisions`, 303)
    const page = revisionsPage(letter, await readRevisions(parts, letter))
    const title = say('revisions-list-title', { title: page.title })
    return sendPage(reply, 'letters/revisions/revisions', page, revisionShell(letter, title))
  })

  app.get('/letters/:key/revisions/:number', { schema: { params: ByNumber } }, async (request, reply) => {
    const { key, number } = request.params
    const letter = await findLetter(parts, key)
    if (letter.public && key !== letter.slug) return reply.redirect(`${letterPath(letter)}/revisions/${number}`, 303)
    const revisions = await readRevisions(parts, letter)
    const page = revisionPage(letter, revisions, theOne(revisions, number))
    const title = say('revisions-one-title', { number: Number(number) })
    return sendPage(reply, 'letters/revisions/revision', page, revisionShell(letter, title))
  })
}

function theOne<Revision extends { number: number }>(revisions: readonly Revision[], number: string): Revision {
  const revision = revisions.find((each) => String(each.number) === number)
  if (!revision) throw notFoundRefusal('revision')
  return revision
}

export function revisionApi(app: App, parts: Parts): void {
  const tags = ['letters']
  app.get(
    '/letters/:key/revisions',
    {
      schema: {
        tags,
        summary: 'Lists every published revision',
        params: ByKey,
        response: answers({ 200: Type.Array(RevisionSchema) }),
      },
    },
    async (request) => {
      const letter = await findLetter(parts, request.params.key)
      return (await readRevisions(parts, letter)).map(revisionJson)
    },
  )
  app.get(
    '/letters/:key/revisions/:number',
    {
      schema: {
        tags,
        summary: 'Returns a revision: its content, and its changes to the revision before',
        params: ByNumber,
        response: answers({ 200: RevisionContentSchema }),
      },
    },
    async (request) => {
      const letter = await findLetter(parts, request.params.key)
      const revisions = await readRevisions(parts, letter)
      return revisionPageJson(revisions, theOne(revisions, request.params.number))
    },
  )
}
