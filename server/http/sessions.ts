import type { App, Parts } from './app-types.ts'

export async function registerSessions(_app: App, _parts: Parts): Promise<void> {}
