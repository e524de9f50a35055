import { Wrong, type Page } from './page.ts'
import { tidySigningKey } from './signing-key.ts'

/** The signing key that was typed into a field, in its canonical spelling. @throws Wrong if it is not a signing key */
export function keyTyped(page: Page, field: string): string {
  const key = tidySigningKey(page.typed(field))
  if (key === null) throw new Wrong(page.words('not-a-key'), field)
  return key
}
