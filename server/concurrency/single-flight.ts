const underWay = new Map<string, Promise<void>>()

/**
 * Single-flight: concurrent callers with the same name share one call of `make`.
 * `make` checks first whether the result exists already. Several processes may each run it, and the database keeps one result.
 */
export function singleFlight(name: string, make: () => Promise<void>): Promise<void> {
  const made = underWay.get(name) ?? make().finally(() => underWay.delete(name))
  underWay.set(name, made)
  return made
}
