import { FromFile } from './anonymity/from-file.ts'
import { Mine } from './anonymity/mine.ts'
import { Page } from './anonymity/page.ts'
import { Signing } from './anonymity/signing.ts'

/**
 * Everything of an anonymous signature that happens in the browser, for the three pages that need it. Each shows its steps only once
 * this runs. By MDN's compatibility tables all of it is in Chrome 109, Firefox 115 and Safari 16, which esbuild is told to write for:
 * BigInt since 67, 68 and 14; private members 84, 90 and 15; replaceAll 85, 77 and 13.1; \p{…} in expressions 64, 78 and 11.1;
 * AbortController, session storage, Blob downloads and crypto.getRandomValues longer. crypto.subtle and the clipboard are for secure
 * contexts alone: the one is not used, the other has a way around it.
 */
const root = document.querySelector<HTMLElement>('[data-anonymous]')
const ways = { sign: Signing, credential: FromFile, mine: Mine }
const way = root?.dataset['anonymous']
if (root && (way === 'sign' || way === 'credential' || way === 'mine')) new ways[way](new Page(root)).start()
