const words =
  'none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'

/** `3` → `three`. Numbers from 20 stay figures. */
export function numberWord(number: number): string {
  return words.split(' ')[number] ?? String(number)
}
