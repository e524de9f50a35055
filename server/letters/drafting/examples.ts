import { readFileSync } from 'node:fs'
import { root } from '../../paths.ts'
import { emptyDraft, type LetterDraft } from '../../letter/rules.ts'

/** Complete letters with real sources and invented employers. Each is a file in `templates/examples/`, in the form of a draft. */
export const exampleNames = ['night-shifts', 'face-recognition', 'equal-pay'] as const
export type ExampleName = (typeof exampleNames)[number]

export const examples = Object.fromEntries(exampleNames.map((name) => [name, read(name)])) as Record<
  ExampleName,
  LetterDraft
>

function read(name: ExampleName): LetterDraft {
  const file = new URL(`templates/examples/${name}.json`, root)
  return { ...emptyDraft, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<LetterDraft>) }
}
