/** Reveals the parts of a page that need JavaScript. */
for (const element of document.querySelectorAll<HTMLElement>('[data-scripted]')) element.hidden = false

/**
 * Shows a notice where the page's own script has not started. At the load event, all scripts have run or failed: the browser is
 * too old for one, or did not receive it. So this file uses only features of every browser that supports modules.
 */
window.addEventListener('load', () => {
  for (const notice of document.querySelectorAll<HTMLElement>('[data-not-begun]'))
    notice.hidden = !notice.nextElementSibling?.hasAttribute('hidden')
})
