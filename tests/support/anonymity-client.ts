import { buildSync } from 'esbuild'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type * as rsa from '../../web/anonymity/blind-rsa.ts'
import type * as bytes from '../../web/anonymity/bytes.ts'
import type * as credential from '../../web/anonymity/credential.ts'
import type * as signingKey from '../../web/anonymity/signing-key.ts'

export type Client = typeof rsa & typeof bytes & typeof credential & typeof signingKey

/** Loads the browser's part of the protocol into every page that this tab opens from now on, as the global `client`. */
export async function withClient(page: Page): Promise<void> {
  const files = ['blind-rsa', 'bytes', 'credential', 'signing-key']
  const [bundle] = buildSync({
    stdin: {
      contents: files.map((name) => `export * from './${name}.ts'`).join('\n'),
      resolveDir: fileURLToPath(new URL('../../web/anonymity', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'client',
    footer: { js: 'globalThis.client = client' },
    target: 'es2022',
    logLevel: 'error',
  }).outputFiles
  await page.addInitScript(bundle?.text ?? '')
}
