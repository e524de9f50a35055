import { BaseSequencer, type TestSpecification } from 'vitest/node'

const slow = [
  '/tests/faults/',
  '/tests/e2e/main-job',
  '/tests/pages/html',
  '/tests/e2e/',
  '/tests/pages/',
  '/tests/attacks/',
]

/** Faults first, which wait for others more than they work, then walks, so that at the end no long file runs alone. A fresh clone has no times to go by. */
export class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve([...files].sort((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId)))
  }
}

function rank({ moduleId }: TestSpecification): number {
  const found = slow.findIndex((part) => moduleId.includes(part))
  return found < 0 ? slow.length : found
}
