import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { render, sendFromCache } from '../../http/pages.ts'
import { nextMidnight } from '../../letter/days.ts'
import { findLetter } from '../../letter/find-letter.ts'
import { DaySchema } from './schemas.ts'
import { showDay } from './show-day.ts'
import { dayJson, dayPage, dayShell } from './view.ts'

const ByDay = Type.Object({
  key: Type.String({ maxLength: 80, description: 'Slug, or the unguessable part of a quiet link' }),
  day: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
})

function earliest(moments: readonly (Date | null)[], now: Date): Date {
  return new Date(Math.min(...moments.flatMap((at) => (at && at > now ? [at.getTime()] : []))))
}

/** A page for each day of a letter's timeline, to cite. */
export function dayRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key/timeline/:day', { schema: { params: ByDay } }, (request, reply) => {
    const { key, day } = request.params
    const path = `/letters/${key}`
    return sendFromCache(parts, { path: `${path}/timeline/${day}`, request, reply }, async () => {
      const now = parts.clock()
      const letter = await findLetter(parts, key)
      if (letter.public && key !== letter.slug) {
        void reply.redirect(`/letters/${letter.slug}/timeline/${day}`, 303)
        return undefined
      }
      const facts = await showDay(parts, letter, day, now)
      const { origin } = parts.config
      return {
        subject: letter.id,
        type: 'text/html; charset=utf-8',
        content: render('letters/day/day', dayPage(facts, path, origin), {
          language: request.language,
          ...dayShell(facts, origin, now),
        }),
        // Tomorrow, the page of an earlier day says that it is known tomorrow.
        until: earliest([nextMidnight(now), facts.letter.embargo_until, facts.changesAt], now),
        shared: letter.public,
      }
    })
  })
}

export function dayApi(app: App, parts: Parts): void {
  app.get(
    '/letters/:key/timeline/:day',
    {
      schema: {
        tags: ['delivery'],
        summary: 'Returns where the delivery and the demands stood at the end of a day, as far as it is known today',
        params: ByDay,
        response: answers({ 200: DaySchema }),
      },
    },
    async (request, reply) => {
      const now = parts.clock()
      const letter = await findLetter(parts, request.params.key)
      void reply.header('cache-control', letter.public ? 'no-cache' : 'private, no-store')
      return dayJson(await showDay(parts, letter, request.params.day, now))
    },
  )
}
