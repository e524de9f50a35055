/**
 * Copies a text. The clipboard API exists only in secure contexts, and execCommand is the fallback.
 * @param select selects the text on the page, so that execCommand or the person can copy it
 * @returns whether the text was copied
 */
export async function copied(text: string, select: () => void): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined
  const done = await clipboard?.writeText(text).then(
    () => true,
    () => false,
  )
  if (done ?? false) return true
  select()
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way without a secure context
  return document.execCommand('copy')
}
