import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { deserialize, serialize } from 'node:v8'
import { keyedHash } from '../../crypto/keyed-hash.ts'
import { seal, unseal } from '../../crypto/sealing.ts'
import { keepRow, keptRow } from '../../db/kept-forms.ts'
import type { App, Parts } from '../app-types.ts'
import { Refusal, say } from '../../refusal.ts'
import { isSafe } from '../sessions.ts'
import { newFormId } from './form-id.ts'

/**
 * POST, redirect, GET. The answer to a form is a redirect to a page, so Back and reload repeat nothing and never ask whether to send
 * the form again. What that page shows of the form (the typed values, their errors, a signing key) travels in a cookie:
 *
 * - It is sealed with the server's key, HttpOnly, and ends after `formMinutes`. The sealed bytes carry the same end.
 * - Its path is the one address that shows it. So it is sent with no other request, and two tabs do not mix.
 * - The address ends in a random id. Without the cookie, the id shows nothing.
 * - What is too long for a cookie is stored by the server, under a key that only the cookie holds.
 */
export const formMinutes = 15
/** Browsers drop a cookie over 4,096 characters. */
const longestCookie = 3500
/** In bytes, of a state that the server stores, so that strangers cannot fill the disk. An answer may have 20,000 characters. */
const longestOfStranger = 200_000
/** A letter's text may have 50,000 characters, in several bytes each. */
const longestOfOrganizer = 1_500_000

/** The status and the state of a page that shows an answered form. */
interface Kept {
  /** The status of the page: 422 for a form with errors. */
  status: number
  state: unknown
}

/** Sealed with the cookie: the end in milliseconds, and the state itself or the key of its row. */
type Cookie = { until: number; status: number } & ({ state: unknown } | { rowKey: Uint8Array })

const formAddress = /^((?!\/api\/)\/[^?]*?)\/form\/([A-Za-z0-9_-]{16})(?=\?|$)/

/** The end of the address of a form that nobody has answered yet. Nothing is kept of it, so nothing can have expired. */
const begun = '?new'

/** `…/sign/form/<id>` → `…/sign`: each page also answers at an address that shows an answered form. */
export function withoutFormId(method: string | undefined, url: string): string {
  return method !== undefined && isSafe(method) ? url.replace(formAddress, '$1') : url
}

/** Reads the state of a form before the routes run. They get it from `FormPage.stateOf`. */
export function registerKeptForms(app: App, parts: Parts): void {
  app.decorateRequest('kept', undefined)
  app.decorateRequest('formExpired', false)
  app.addHook('preHandler', async (request) => {
    const address = isSafe(request.method) ? formAddress.exec(request.originalUrl)?.[0] : undefined
    if (address === undefined) return
    request.kept = await read(parts, request, address)
    request.formExpired = request.kept === undefined && !request.originalUrl.endsWith(begun)
  })
}

/** Returns the id of the form that the address shows, or a new one. The page's forms send it as `form_id`. */
export function formIdOf(request: FastifyRequest): string {
  return formAddress.exec(request.originalUrl)?.[2] ?? newFormId()
}

interface Place {
  /** The owner of the page, for example the path of a letter. It begins the page's address. */
  of: string
  /** Default: a new one. */
  id?: string
}

/** The first page of a form. */
interface FormStart {
  path: string
  /** Sends the page in place of one whose state is gone. It says that the form has expired. */
  send: () => FastifyReply | Promise<FastifyReply>
}

/** A page that shows the state of an answered form. */
export class FormPage<State> {
  readonly #path: (of: string) => string

  /** @param path the page's path without the form's id */
  constructor(path: (of: string) => string) {
    this.#path = path
  }

  /** Returns the state that the address shows. Undefined on a first visit, and if `request.formExpired`. */
  stateOf(request: FastifyRequest): State | undefined {
    return request.kept?.state as State | undefined
  }

  /**
   * Gives a form an address of its own before somebody answers it, so that Back from the next page leads to what was typed. Returns
   * undefined if the request has one. It sets no cookie: nothing is kept before the form is sent.
   */
  begin(request: FastifyRequest, reply: FastifyReply, of: string): FastifyReply | undefined {
    if (formAddress.test(request.originalUrl)) return undefined
    return reply.redirect(`${this.#address(of, newFormId())}${begun}`, 303)
  }

  /** Shows the state that the address shows. Without one, the form starts again. */
  showKept(
    request: FastifyRequest,
    reply: FastifyReply,
    start: FormStart,
    show: (state: State) => FastifyReply | Promise<FastifyReply>,
  ): FastifyReply | Promise<FastifyReply> {
    const state = this.stateOf(request)
    if (state !== undefined) return show(state)
    return request.formExpired ? start.send() : reply.redirect(start.path, 303)
  }

  /** Answers a form: keeps the state, and redirects to the page that shows it. */
  async show(
    reply: FastifyReply,
    parts: Parts,
    { of, id = newFormId() }: Place,
    state: State,
    status = 200,
  ): Promise<FastifyReply> {
    await this.keep(reply, parts, { of, id }, state, status)
    return reply.redirect(this.#address(of, id), 303)
  }

  /** Keeps the state without going there, for the page to which Back leads. */
  async keep(
    reply: FastifyReply,
    parts: Parts,
    { of, id }: Required<Place>,
    state: State,
    status = 200,
  ): Promise<void> {
    const address = this.#address(of, id)
    const context = contextOf(reply.request, address)
    const end = { until: parts.clock().getTime() + formMinutes * 60_000, status }
    const sealed = (cookie: Cookie) => seal(parts.keys.server('form'), context, serialize(cookie)).toString('base64url')
    let value = sealed({ ...end, state })
    if (value.length > longestCookie) {
      const stored = serialize(state)
      if (stored.length > (reply.request.organizer ? longestOfOrganizer : longestOfStranger))
        throw new Refusal('invalid', 'too-large', say('problem-too-large-detail'))
      const rowKey = randomBytes(32)
      const row = { id: rowId(rowKey), sealed: seal(rowKey, context, stored) }
      await keepRow(parts.db, { ...row, expires_at: new Date(end.until) })
      value = sealed({ ...end, rowKey })
    }
    reply.setCookie(cookieName(parts), value, { ...flags(parts, address), maxAge: formMinutes * 60 })
  }

  /** Deletes the state from the browser, because it is needed no more. */
  forget(reply: FastifyReply, parts: Parts, { of, id }: Required<Place>): void {
    reply.clearCookie(cookieName(parts), flags(parts, this.#address(of, id)))
  }

  #address(of: string, id: string): string {
    return `${this.#path(of)}/form/${id}`
  }
}

async function read(parts: Parts, request: FastifyRequest, address: string): Promise<Kept | undefined> {
  const value = request.cookies[cookieName(parts)]
  if (value === undefined) return undefined
  const context = contextOf(request, address)
  const cookie = opened(parts.keys.server('form'), context, Buffer.from(value, 'base64url')) as Cookie | undefined
  if (!cookie || cookie.until <= parts.clock().getTime()) return undefined
  if ('state' in cookie) return cookie
  const rowKey = Buffer.from(cookie.rowKey)
  const row = await keptRow(parts.db, rowId(rowKey))
  const state = row && opened(rowKey, context, row)
  return state === undefined ? undefined : { status: cookie.status, state }
}

function opened(key: Buffer, context: string, sealed: Buffer): unknown {
  try {
    return deserialize(unseal(key, context, sealed))
  } catch {
    return undefined
  }
}

/** Binds the state to its address, and to the organizer who is signed in. */
function contextOf({ organizer }: FastifyRequest, address: string): string {
  return [address, organizer?.id ?? ''].join(' ')
}

/** Derives from the row's key, so that only the browser that keeps the cookie can name the row. */
function rowId(rowKey: Buffer): Buffer {
  return keyedHash(rowKey, 'form row')
}

function cookieName({ config }: Parts): string {
  return config.secure ? '__Secure-form' : 'form'
}

function flags({ config }: Parts, path: string) {
  return { httpOnly: true, sameSite: 'strict', secure: config.secure, path } as const
}

declare module 'fastify' {
  interface FastifyRequest {
    kept: Kept | undefined
    /** True if the address shows a form whose state is gone. */
    formExpired: boolean
  }
}
