import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { oldestBrowsers } from '../../server/http/helpers.ts'
import { featuresOfScripts, featuresOfStyles, featuresOfTemplates, lacking, type Features } from '../support/compat.ts'

/** Looks up the pages' features in MDN's tables, for the browsers of server/http/assets.ts, on desktops and phones. */

// Options of `fetch`, `focus` and `Intl`. They are strings, so no type distinguishes them from other words.
const options = [
  'api.Request.cache',
  'api.Request.credentials',
  'api.Request.mode',
  'api.Request.redirect',
  'api.Request.referrerPolicy',
  'api.fetch.options_parameter.referrerPolicy',
  'api.fetch.options_parameter.signal',
  'api.HTMLElement.focus.options_preventScroll_parameter',
  'javascript.builtins.Intl.DateTimeFormat.DateTimeFormat.options_parameter.options_dateStyle_parameter',
  'javascript.builtins.Intl.DateTimeFormat.DateTimeFormat.options_parameter.options_timeStyle_parameter',
  'javascript.builtins.Intl.DateTimeFormat.DateTimeFormat.options_parameter.options_timeZone_parameter',
]

/** Exactly these features may be missing, and each of them must be. */
function expectLacking(features: Features, allowed: Record<string, string>): void {
  const missing = lacking(features)
  const unforeseen = Object.entries(missing).filter(([path]) => !(path in allowed))
  expect(Object.fromEntries(unforeseen)).toEqual({})
  expect(Object.keys(allowed).filter((path) => !(path in missing))).toEqual([])
}

test('the scripts, their libraries included, call nothing that the oldest browsers lack', () => {
  const features = featuresOfScripts()
  expect(features.size).toBeGreaterThan(150)
  for (const used of [
    'javascript.builtins.BigInt',
    'api.Crypto.getRandomValues',
    'api.fetch',
    'api.Window.popstate_event',
  ])
    expect(features.has(used), used).toBe(true)
  for (const path of options) features.set(path, 'as an option')
  expectLacking(features, {
    'javascript.builtins.Uint8Array.fromHex': '@noble/hashes looks whether it is there',
    'javascript.builtins.Uint8Array.toHex': '@noble/hashes looks whether it is there',
    'api.fetch.options_parameter.referrerPolicy': 'said again by the header of every page',
    'api.HTMLElement.focus.options_preventScroll_parameter': 'the page scrolls to the heading instead of the top',
    'api.Window.autosave-sends_event': 'our own event, from one script to another',
    'api.Window.autosave-saved_event': 'our own event, from one script to another',
    'api.Window.autosave-over_event': 'our own event, from one script to another',
    'api.Window.close_event': 'an event of the socket',
    'api.Window.selectionchange_event':
      'an event of the document, in every browser; without it, people paste the words',
    'javascript.builtins.Intl.Segmenter': 'the editor counts words by their letters',
    'javascript.builtins.Intl.Segmenter.segment': 'the editor counts words by their letters',
    'api.Navigator.canShare': 'the script looks whether it is there, and shows no button for the share sheet',
    'api.Navigator.share': 'the script looks whether it is there, and shows no button for the share sheet',
    'api.Window.beforeunload_event': 'the page does not ask before a key is lost that nobody has kept',
  })
})

test('the styles use nothing without which a page could not be read or used', () => {
  const features = featuresOfStyles(['page.css', 'anonymous.css', 'slip.css'])
  expect(features.size).toBeGreaterThan(200)
  expectLacking(features, {
    'css.at-rules.font-face.ascent-override': 'a jump when the fonts arrive',
    'css.at-rules.font-face.descent-override': 'a jump when the fonts arrive',
    'css.at-rules.font-face.line-gap-override': 'a jump when the fonts arrive',
    'css.at-rules.font-face.size-adjust': 'a jump when the fonts arrive',
    'css.at-rules.page': 'margins of printed pages',
    'css.properties.overflow-clip-margin': 'the edges of marks stacked on a name are cut off',
    'css.properties.overflow.clip': 'overflow: hidden stands before it',
    'css.properties.accent-color': 'colour of a ticked box',
    'css.properties.break-after.avoid': 'where printed pages break',
    'css.properties.content.alt_text': 'the line before it says the same without',
    'css.properties.cursor.pointer': 'phones have no pointer',
    'css.properties.cursor.progress': 'phones have no pointer',
    'css.properties.font-family.ui-monospace': 'other fonts follow',
    'css.properties.hanging-punctuation': 'looks',
    'css.properties.hanging-punctuation.allow-end': 'looks',
    'css.properties.hanging-punctuation.first': 'looks',
    'css.properties.hyphenate-limit-chars': 'looks',
    'css.properties.hyphens': 'esbuild writes it for WebKit too',
    'css.properties.orphans': 'where printed pages break',
    'css.properties.outline': 'square corners',
    'css.properties.resize': 'the field stays as it is',
    'css.properties.resize.vertical': 'the field stays as it is',
    'css.properties.text-decoration.double': 'the line is drawn, and single',
    'css.properties.text-size-adjust': 'looks',
    'css.properties.text-wrap': 'looks',
    'css.properties.text-wrap.balance': 'looks',
    'css.properties.text-wrap.pretty': 'looks',
    'css.properties.user-select': 'esbuild writes it for WebKit too',
    'css.properties.user-select.all': 'there are a button to copy, and fingers',
    'css.properties.widows': 'where printed pages break',
    'css.selectors.has': 'a chosen row is not coloured; its own button shows it, and has the focus',
  })
})

test('the templates have no element and no attribute that the oldest browsers lack', () => {
  const files = (readdirSync(new URL('../../templates', import.meta.url), { recursive: true }) as string[]).filter(
    (file) => file.endsWith('.hbs') && !file.endsWith('.txt.hbs'),
  )
  const features = featuresOfTemplates(files)
  expect(features.size).toBeGreaterThan(100)
  expectLacking(features, {
    'html.global_attributes.autocapitalize': 'the first letter of a slip becomes a capital, which does not matter',
    'html.global_attributes.autocorrect': 'other keyboards look at spellcheck',
    'html.global_attributes.autofocus': 'after a demand was moved, the page begins at its top instead of at the demand',
    'html.elements.iframe.loading': 'the frame on another site loads at once',
    'html.elements.input.type_datetime-local': 'the picker offers the day alone, and the time is typed',
  })
})

test('the docs say which browsers they are', () => {
  expect(readFileSync(new URL('../../docs/anonymity.md', import.meta.url), 'utf8').replace(/\s+/g, ' ')).toContain(
    oldestBrowsers(),
  )
})
