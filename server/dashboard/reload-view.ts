import { say } from '../refusal.ts'
import type { DashboardPage } from './view.ts'
import { mostReloads } from './rules.ts'

/** Says how the page reloads itself, with the link that changes it. Undefined if no batch is planned. */
export function reloadInWords(
  letter: { next_batch_at: Date | null },
  reloads: boolean,
  path: string,
): DashboardPage['reload'] {
  if (letter.next_batch_at === null) return undefined
  if (!reloads) return { words: say('dashboard-reload-off'), stop: undefined, start: path }
  return { words: say('dashboard-reload', { most: mostReloads }), stop: `${path}?reloads=off`, start: undefined }
}
