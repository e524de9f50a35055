import { FromFile } from './anonymity/from-file.ts'
import { Mine } from './anonymity/mine.ts'
import { Page } from './anonymity/page.ts'
import { Signing } from './anonymity/signing.ts'

/**
 * Everything of an anonymous signature that happens in the browser, for the three pages that need it. Each shows its steps only once
 * this runs. Which browsers it runs in stands in server/http/assets.ts; tests/pages/compat.test.ts looks up all that it uses.
 * crypto.subtle and the clipboard are for secure contexts alone: the one is not used, the other has a way around it.
 */
const root = document.querySelector<HTMLElement>('[data-anonymous]')
const ways = { sign: Signing, credential: FromFile, mine: Mine }
const way = root?.dataset['anonymous']
if (root && (way === 'sign' || way === 'credential' || way === 'mine')) new ways[way](new Page(root)).start()
