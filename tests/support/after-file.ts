const cleaning: (() => unknown)[] = []

/**
 * Runs `clean` after the test file. Unlike vitest's own hooks, it can be called inside a test, and by a module that several
 * files share.
 */
export function afterFile(clean: () => unknown): void {
  cleaning.push(clean)
}

export async function cleanUp(): Promise<void> {
  for (const clean of cleaning.splice(0).reverse()) await clean()
}
