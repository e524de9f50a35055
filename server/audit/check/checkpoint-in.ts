/**
 * The signed checkpoint in a file that somebody kept: the note itself, or an earlier `audit.json`. People paste notes from PDFs too, so
 * spaces around lines and other line ends are forgiven. The signature shows if anything else differs.
 */
export function checkpointIn(file: Uint8Array): string {
  const text = new TextDecoder().decode(file)
  const note = /^\s*\{/.test(text) ? inJson(text) : text
  return tidied(note)
}

/** The receipt in a file that somebody kept. */
export function receiptIn(file: Uint8Array): string {
  return tidied(new TextDecoder().decode(file))
}

function tidied(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim())
  return `${lines.join('\n').trim()}\n`
}

function inJson(text: string): string {
  try {
    const { checkpoint } = JSON.parse(text) as { checkpoint?: unknown }
    return typeof checkpoint === 'string' ? checkpoint : ''
  } catch {
    return ''
  }
}
