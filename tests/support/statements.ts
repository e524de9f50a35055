import type pg from 'pg'

/** The text of every statement that a pool runs during `act`, in order. */
export async function statementsOf(pool: pg.Pool, act: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = []
  const patched = new Map<pg.PoolClient, pg.PoolClient['query']>()
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  pool.connect = (async () => {
    const client = await connect()
    if (!patched.has(client)) {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- bound in the next lines
      const query = client.query as (...args: unknown[]) => unknown
      patched.set(client, query as pg.PoolClient['query'])
      client.query = ((...args: unknown[]) => {
        const [first] = args
        statements.push(typeof first === 'string' ? first : (first as { text: string }).text)
        return query.apply(client, args)
      }) as pg.PoolClient['query']
    }
    return client
  }) as typeof pool.connect
  try {
    await act()
  } finally {
    pool.connect = connect as typeof pool.connect
    for (const [client, query] of patched) client.query = query
  }
  return statements
}

/** Runs an act, and something else between its first and its second statement. */
export async function afterFirstStatement<T>(
  pool: pg.Pool,
  meanwhile: () => Promise<void>,
  act: () => Promise<T>,
): Promise<T> {
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  pool.connect = (async () => {
    pool.connect = connect as typeof pool.connect
    const client = await connect()
    // eslint-disable-next-line @typescript-eslint/unbound-method -- bound in the next lines
    const query = client.query as (...args: unknown[]) => unknown
    client.query = (async (...args: unknown[]) => {
      client.query = query as pg.PoolClient['query']
      const answer = await (query.apply(client, args) as Promise<unknown>)
      await meanwhile()
      return answer
    }) as pg.PoolClient['query']
    return client
  }) as typeof pool.connect
  return act()
}
