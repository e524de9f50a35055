import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { assetAt, assetUrl } from '../http/assets.ts'
import { renderBare } from '../http/pages.ts'
import { english, type Language } from '../messages/languages.ts'
import { root } from '../paths.ts'

const kept = new Map<string, string>()

/**
 * The file that checks a count from the disk: script, style and sentences in one HTML file. Its policy forbids every request, so it
 * can send nothing. The same for every letter.
 */
export function checkerHtml(language: Language = english): string {
  const known = kept.get(language.tag)
  if (known !== undefined) return known
  const html = make(language)
  kept.set(language.tag, html)
  return html
}

function make(language: Language): string {
  const [script, style] = [assetText('check-count.js'), assetText('checker.css')]
  // An end tag in a string of the script would end the script.
  if (/<\/(?:script|style)|<!--/i.test(script + style)) throw new Error('the script cannot stand in an HTML file')
  const words = { locales: language.locales, rightToLeft: language.dir === 'rtl', messages: messagesOf(language) }
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ]
  return renderBare(
    'layouts/checker',
    {
      ...{ lang: language.tag, dir: language.dir, style, script, policy: policy.join('; ') },
      words: JSON.stringify(words).replaceAll('<', '\\u003c'),
    },
    { language },
  )
}

function assetText(name: string): string {
  return assetAt(assetUrl(name))?.bytes.toString('utf8') ?? ''
}

/** The message file of the check. Languages that lack it get the English one. */
function messagesOf({ tag }: Language): string {
  const [own, inEnglish] = [tag, english.tag].map((each) => new URL(`templates/locales/${each}/audit-check.ftl`, root))
  try {
    return readFileSync(own ?? '', 'utf8')
  } catch {
    return readFileSync(inEnglish ?? '', 'utf8')
  }
}

/** As a policy names an inline script or style. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
