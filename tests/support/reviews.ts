import type { TestServer } from './app.ts'
import { api, formCookie, type Organizer } from './organizers.ts'

/** A review link of a draft, as its maker sees it. */
export interface ReviewLink {
  id: string
  /** The path of the link. */
  path: string
}

export async function reviewLink(
  server: TestServer,
  maker: Organizer,
  letterId: string,
  typed: { label?: string; days?: number; version?: number } = {},
): Promise<ReviewLink> {
  const body = { label: 'night shift', ...typed }
  const { status, json } = await api(server, maker, 'POST', `/dashboard/letters/${letterId}/review-links`, body)
  if (status !== 201) throw new Error(`no link: ${JSON.stringify(json)}`)
  return { id: json.id as string, path: new URL(json.link as string).pathname }
}

export interface Shown {
  status: number
  html: string
  headers: Headers
}

/** A browser of a reviewer. It keeps the cookies that it gets, whatever their paths. */
export class ReviewBrowser {
  readonly #server: TestServer
  #cookie = ''

  constructor(server: TestServer, cookie = '') {
    this.#server = server
    this.#cookie = cookie
  }

  get cookie(): string {
    return this.#cookie
  }

  async get(path: string, init: RequestInit = {}): Promise<Shown> {
    const headers = new Headers(init.headers)
    if (this.#cookie !== '' && !headers.has('cookie')) headers.set('cookie', this.#cookie)
    const answer = await fetch(`${this.#server.url}${path}`, { redirect: 'manual', ...init, headers })
    return { status: answer.status, html: await answer.text(), headers: answer.headers }
  }

  /** Sends a form, and follows the redirect. */
  async post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Shown> {
    const answer = await fetch(`${this.#server.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
      headers: { ...(this.#cookie !== '' && { cookie: this.#cookie }), ...headers },
    })
    for (const set of answer.headers.getSetCookie())
      if (set.startsWith('review=')) this.#cookie = set.startsWith('review=;') ? '' : set.split(';')[0]!
    const location = answer.headers.get('location')
    if (location === null) return { status: answer.status, html: await answer.text(), headers: answer.headers }
    await answer.text()
    const cookie = [this.#cookie, formCookie(answer, location)].filter(Boolean).join('; ')
    return this.get(location, { headers: { cookie } })
  }

  /** The random value that the first page of a link carries. */
  async press(path: string): Promise<string> {
    const { html } = await this.get(path)
    return /name="press" value="([\w-]+)"/.exec(html)?.[1] ?? ''
  }

  async begin(path: string, name = 'Heron'): Promise<Shown> {
    return this.post(path, { name, press: await this.press(path) })
  }
}
