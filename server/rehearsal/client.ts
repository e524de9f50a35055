import type { Catcher } from '../mail/catcher.ts'

/** The HTTP client of a person in a rehearsal. It uses the public API. */
export class Client {
  readonly #origin: string
  readonly #token: string | undefined

  constructor(origin: string, token?: string) {
    this.#origin = origin
    this.#token = token
  }

  as(token: string): Client {
    return new Client(this.#origin, token)
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.#send('GET', path)
  }

  post<Answer>(path: string, body: unknown = {}): Promise<Answer> {
    return this.#send('POST', path, body)
  }

  put<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.#send('PUT', path, body)
  }

  patch<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.#send('PATCH', path, body)
  }

  async #send<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(`${this.#origin}/api/v1${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`)
    return (text === '' ? {} : JSON.parse(text)) as Answer
  }
}

/**
 * Returns the code from a mail to an address, and waits for that mail.
 * @param before number of mails to skip, which were there before the request
 */
export async function readCode(catcher: Catcher, address: string, before = 0): Promise<string> {
  const wanted = address.toLowerCase()
  const mail = await catcher.waitFor(
    (each) =>
      catcher.mails().indexOf(each) >= before && each.to.toLowerCase() === wanted && /\b\d{5} \d{5}\b/.test(each.text),
    20_000,
  )
  const code = /\b\d{5} \d{5}\b/.exec(mail.text)?.[0]
  if (code === undefined) throw new Error('the mail has no code')
  return code
}

/** Works through a list with at most `width` items at a time. */
export async function inParallel<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = [...items]
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
    }),
  )
}
