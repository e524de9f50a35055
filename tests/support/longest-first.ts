import { BaseSequencer, type TestSpecification } from 'vitest/node'

const slow = ['/tests/e2e/main-job', '/tests/e2e/', '/tests/faults/', '/tests/pages/', '/tests/attacks/']

/** Walks and faults begin first, so that at the end no long file runs alone. A fresh clone has no times to go by. */
export class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve([...files].sort((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId)))
  }
}

function rank({ moduleId }: TestSpecification): number {
  const found = slow.findIndex((part) => moduleId.includes(part))
  return found < 0 ? slow.length : found
}
