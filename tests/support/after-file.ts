const cleaning: (() => unknown)[] = []

/** Cleans up once the test file is done. Unlike vitest's own hooks it may be called within a test, and by a module that files share. */
export function afterFile(clean: () => unknown): void {
  cleaning.push(clean)
}

export async function cleanUp(): Promise<void> {
  for (const clean of cleaning.splice(0).reverse()) await clean()
}
