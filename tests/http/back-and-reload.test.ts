import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { answeredDirectly } from '../support/answered-forms.ts'
import { everyPage } from '../support/every-page.ts'
import { cookieOf } from '../support/stories.ts'

const server = await testServer({ settings: { ORGANIZERS: 'open' } })

/** Forms that the walk leaves alone, by the end of their address, because the rest of the walk needs what they end. */
const leftAlone = [
  // The session.
  /^\/organizers\/session(s|\/end|s\/)/,
  // The organizer's place on the letter.
  /\/people\/[^/]+\/removal$/,
  // Downloads.
  /\/exports$/,
  /\/answers\/[^/]+\/pdf$/,
]

type Element = DefaultTreeAdapterTypes.Element

interface Form {
  action: string
  multipart: boolean
  /** The values that a browser sends if nobody fills in the form. */
  values: [string, string][]
}

/**
 * A browser without scripts. tests/e2e/signing-faults.test.ts shows in a real one that Back and reload send nothing again after a
 * redirect. Here, each kind of form of every page is answered with one.
 */
class Walker {
  readonly sent: string[] = []
  readonly #session: string
  /** By the only address that gets the cookie. */
  readonly #ofForms = new Map<string, string>()

  constructor(session = '') {
    this.#session = session
  }

  async opens(path: string): Promise<{ status: number; heading: string; forms: Form[]; at: string }> {
    const answer = await fetch(server.url + path, { headers: this.#headers(path), redirect: 'manual' })
    const next = answer.headers.get('location')
    if (answer.status === 303 && next !== null) return this.opens(next)
    const document = parse(await answer.text())
    const heading = elementsIn(document).find(({ tagName }) => tagName === 'h1')
    return { status: answer.status, heading: heading ? textOf(heading) : '', forms: formsIn(document, path), at: path }
  }

  /** @returns the address that the form leads to. Null if the answer is an error page, which nothing was typed into. */
  async sends({ action, multipart, values }: Form): Promise<string | null> {
    this.sent.push(action)
    const body = multipart ? new FormData() : new URLSearchParams()
    for (const [name, value] of values) body.append(name, value)
    const answer = await fetch(server.url + action, {
      method: 'POST',
      headers: this.#headers(action),
      body,
      redirect: 'manual',
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const at = /; Path=([^;]+)/.exec(cookie)?.[1] ?? ''
      this.#ofForms.set(at, cookie.split(';')[0]!)
    }
    if (answer.status >= 400) return null
    expect([action, answer.status]).toEqual([action, 303])
    return new URL(answer.headers.get('location')!, server.url + action).href.slice(server.url.length)
  }

  #headers(path: string): Record<string, string> {
    const own = this.#ofForms.get(path.replace(/\?.*/, ''))
    return { cookie: [this.#session, own].filter(Boolean).join('; ') }
  }
}

function elementsIn(node: DefaultTreeAdapterTypes.Node): Element[] {
  if (!('childNodes' in node)) return []
  return node.childNodes.flatMap((child) => [...('tagName' in child ? [child] : []), ...elementsIn(child)])
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

function formsIn(document: DefaultTreeAdapterTypes.Document, path: string): Form[] {
  const all = elementsIn(document)
  return all
    .filter((form) => form.tagName === 'form' && attribute(form, 'method') === 'post')
    .map((form) => {
      const id = attribute(form, 'id')
      const fields = [
        ...elementsIn(form).filter((field) => attribute(field, 'form') === undefined),
        ...all.filter((field) => id !== undefined && attribute(field, 'form') === id),
      ]
      return {
        action: new URL(attribute(form, 'action') ?? path, server.url).pathname,
        multipart: attribute(form, 'enctype') === 'multipart/form-data',
        values: fields.flatMap(valueOf),
      }
    })
}

function valueOf(field: Element): [string, string][] {
  const name = attribute(field, 'name')
  if (name === undefined || attribute(field, 'disabled') !== undefined) return []
  if (field.tagName === 'textarea') return [[name, textOf(field)]]
  if (field.tagName === 'select') {
    const options = elementsIn(field).filter(({ tagName }) => tagName === 'option')
    const chosen = options.find((option) => attribute(option, 'selected') !== undefined) ?? options[0]
    return chosen ? [[name, attribute(chosen, 'value') ?? textOf(chosen)]] : []
  }
  const type = attribute(field, 'type') ?? 'text'
  if (field.tagName !== 'input' || type === 'submit' || type === 'file') return []
  const ticked = attribute(field, 'checked') !== undefined
  return /radio|checkbox/.test(type) && !ticked ? [] : [[name, attribute(field, 'value') ?? '']]
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value
}

/** Mails and other work that requests have asked for. No job runs during the walk. */
async function jobs(): Promise<number> {
  const { rows } = await server.pool.query<{ count: number }>(
    'select count(*)::int as count from graphile_worker._private_jobs',
  )
  return rows[0]!.count
}

test(
  'Back and reload find a page after every kind of form of every page, and send nothing',
  { timeout: 200_000 },
  async () => {
    const { pages, owner } = await everyPage(server)
    const organizer = new Walker(await cookieOf(server, owner))
    const stranger = new Walker()
    // Several pages have the same form, and lists have many equal ones. One of each kind is enough.
    const seen = new Set<string>()
    const wrong: string[] = []
    let walked = 0
    for (const [route, path] of Object.entries(pages)) {
      const walker = /^\/(dashboard|organizers\/account)/.test(route) ? organizer : stranger
      const { forms } = await walker.opens(path)
      for (const [index, { action }] of forms.entries()) {
        const kind = action.replace(/[\w-]{20,}/g, ':id')
        if (seen.has(kind) || leftAlone.some((each) => each.test(action))) continue
        seen.add(kind)
        const from = await walker.opens(path)
        if (from.forms.length !== forms.length) continue
        const there = await walker.sends(from.forms[index]!)
        if (there === null) continue
        walked++
        const before = await jobs()
        const shown = await walker.opens(there)
        const reloaded = await walker.opens(there)
        const back = await walker.opens(from.at)
        const forward = await walker.opens(there)
        const headings = [reloaded, forward].map(({ heading }) => heading)
        if (shown.heading === '' || back.heading === '' || headings.some((each) => each !== shown.heading))
          wrong.push(`${action}: ${shown.heading}, ${headings.join(', ')}; back: ${back.heading}`)
        if ((await jobs()) !== before) wrong.push(`${action} asks for work again`)
      }
    }
    expect(wrong).toEqual([])
    const kinds = [...organizer.sent, ...stranger.sent].map((path) => path.replace(/[\w-]{20,}/g, ':id'))
    expect(new Set(kinds).size).toBeGreaterThan(30)
    expect(walked).toBeGreaterThan(25)
    expect(kinds.filter((path) => path in answeredDirectly)).toEqual([])
  },
)
