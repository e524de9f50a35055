import type { DraftParts } from '../letter/rules.ts'
import type { Stage } from './campaign-types.ts'

/** A word at the beginning of a paragraph, which the first owner types twice. */
const firstWord = /(?<=^|\n\n)(\p{L}+)(?= \p{L})/u

/**
 * Two organizers draft a letter: one writes, the other comments and suggests a change, the first one answers and accepts. Both keep a
 * version and say that they have read it.
 * @returns the number of the draft from which the letter can open
 */
export async function draftTogether(
  { owners: [first, second], letterId }: Stage,
  draft: DraftParts & Record<string, unknown>,
): Promise<number> {
  const at = `/dashboard/letters/${letterId}`
  const { version } = await first.get<{ version: number }>(`${at}/draft`)
  await first.patch(`${at}/draft`, { version, ...draft, text: draft.text.replace(firstWord, '$1 $1') })
  const day = await second.post<{ number: number }>(`${at}/comments`, {
    words: 'Do we say by which day we expect an answer?',
  })
  await first.post(`${at}/comments/${day.number}/replies`, { words: 'The plan has one.' })
  await first.post(`${at}/comments/${day.number}/resolution`, { resolved: true })
  const [word] = firstWord.exec(draft.text) ?? []
  if (word !== undefined) {
    const change = { quote: `${word} ${word}`, replacement: word, words: 'This stands here twice.' }
    const suggested = await second.post<{ number: number }>(`${at}/comments`, change)
    await first.post(`${at}/comments/${suggested.number}/decision`, { decision: 'accept' })
  }
  await first.post(`${at}/versions`, { name: 'For both owners' })
  const { versions } = await second.get<{ versions: { number: number }[] }>(`${at}/versions`)
  for (const owner of [first, second]) await owner.put(`${at}/versions/${String(versions[0]?.number)}/reading`, {})
  return (await first.get<{ version: number }>(`${at}/draft`)).version
}
