/** Shows the parts of a page that need scripts. */
for (const element of document.querySelectorAll<HTMLElement>('[data-scripted]')) element.hidden = false

/**
 * Shows a notice if the page's own script has not started. On `load`, every script has run, or could not be loaded or parsed.
 * This file uses only features that every browser with module support has.
 */
window.addEventListener('load', () => {
  for (const notice of document.querySelectorAll<HTMLElement>('[data-not-begun]'))
    notice.hidden = !notice.nextElementSibling?.hasAttribute('hidden')
})
