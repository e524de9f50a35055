import { FromFile } from './anonymity/from-file.ts'
import { Mine } from './anonymity/mine.ts'
import { Page } from './anonymity/page.ts'
import { Signing } from './anonymity/signing.ts'

/**
 * Runs the browser's part of anonymous signatures on the three pages that need it. Each page shows its steps only once this script
 * runs.
 * server/http/assets.ts lists the supported browsers. tests/pages/compat.test.ts checks every feature that the scripts use.
 * Browsers offer crypto.subtle and the clipboard only in secure contexts. crypto.subtle is not used, and the clipboard has a
 * fallback.
 */
const root = document.querySelector<HTMLElement>('[data-anonymous]')
const ways = { sign: Signing, credential: FromFile, mine: Mine }
const way = root?.dataset['anonymous']
if (root && (way === 'sign' || way === 'credential' || way === 'mine')) new ways[way](new Page(root)).start()
