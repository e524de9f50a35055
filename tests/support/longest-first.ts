import { BaseSequencer, type TestSpecification } from 'vitest/node'

const slow = [
  '/tests/faults/',
  '/tests/e2e/main-job',
  '/tests/pages/html',
  '/tests/e2e/',
  '/tests/pages/',
  '/tests/attacks/',
]

/**
 * Runs faults first, because they mostly wait for other processes, and then the browser walks. So no long file runs alone at the
 * end. A fresh clone has no recorded durations to sort by.
 */
export class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve([...files].sort((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId)))
  }
}

function rank({ moduleId }: TestSpecification): number {
  const found = slow.findIndex((part) => moduleId.includes(part))
  return found < 0 ? slow.length : found
}
