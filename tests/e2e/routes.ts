import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, FastifySchema } from 'fastify'

export interface Route {
  method: string
  url: string
  schema: FastifySchema | undefined
}

/** Every route that is registered with Fastify during `build`. Leaves out CORS preflights, which do nothing else. */
export async function routesOf<Result>(build: () => Promise<Result>): Promise<{ result: Result; routes: Route[] }> {
  const routes: Route[] = []
  const watch = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url, schema }) => {
      for (const each of [method].flat())
        if (each !== 'HEAD' && each !== 'OPTIONS') routes.push({ method: each, url, schema })
    })
  }
  subscribe('fastify.initialization', watch)
  try {
    return { result: await build(), routes }
  } finally {
    unsubscribe('fastify.initialization', watch)
  }
}
