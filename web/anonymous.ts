import { FromFile } from './anonymity/from-file.ts'
import { Mine } from './anonymity/mine.ts'
import { Page } from './anonymity/page.ts'
import { Signing } from './anonymity/signing.ts'

/**
 * The browser's part of an anonymous signature, for the three pages that need it. Each page shows its steps only once this script
 * runs. server/http/assets.ts states the supported browsers, and tests/pages/compat.test.ts checks all features used here. Only
 * secure contexts have crypto.subtle and the clipboard. The first is not used, and the second has a fallback.
 */
const root = document.querySelector<HTMLElement>('[data-anonymous]')
const ways = { sign: Signing, credential: FromFile, mine: Mine }
const way = root?.dataset['anonymous']
if (root && (way === 'sign' || way === 'credential' || way === 'mine')) new ways[way](new Page(root)).start()
