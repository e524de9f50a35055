import { FromFile } from './anonymity/from-file.ts'
import { Mine } from './anonymity/mine.ts'
import { Page } from './anonymity/page.ts'
import { Signing } from './anonymity/signing.ts'

/**
 * Everything of an anonymous signature that happens in the browser, for the three pages that need it. Each shows its steps only once
 * this runs. What it uses is in Chrome 109, Firefox 115 and Safari 16 (by MDN's compatibility tables): modules, BigInt (67/68/14),
 * private class members (74/90/14.1), Array.at and Object.hasOwn are not needed, fetch with AbortController, crypto.getRandomValues
 * (not crypto.subtle: that belongs to secure contexts), Blob downloads, session storage.
 */
const root = document.querySelector<HTMLElement>('[data-anonymous]')
const ways = { sign: Signing, credential: FromFile, mine: Mine }
const way = root?.dataset['anonymous']
if (root && (way === 'sign' || way === 'credential' || way === 'mine')) new ways[way](new Page(root)).start()
