const underWay = new Map<string, Promise<void>>()

/**
 * Makes something costly once, however many ask at the same time: the others wait for the first. `make` looks by itself whether it is
 * there already. Of several processes each may make it, and the database keeps one.
 */
export function singleFlight(name: string, make: () => Promise<void>): Promise<void> {
  const made = underWay.get(name) ?? make().finally(() => underWay.delete(name))
  underWay.set(name, made)
  return made
}
