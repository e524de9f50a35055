const silent = 'The server did not answer. Nothing is lost: try again.'

/**
 * Sends one request to the server, without cookies or a referrer. @throws Error with a sentence for the reader and a refusal's
 * `code`
 */
export async function ask<Answer>(url: string, body?: unknown): Promise<Answer> {
  const { ok, json } = await answer(url, body).catch(() => {
    throw new Error(silent)
  })
  if (ok) return json as Answer
  throw Object.assign(new Error(json.detail ?? silent), { code: json.code })
}

async function answer(url: string, body: unknown) {
  const response = await fetch(url, {
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  })
  return { ok: response.ok, json: (await response.json()) as { code?: string; detail?: string } }
}
