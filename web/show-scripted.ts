/** Shows what a page offers only to those whose browser runs scripts. */
for (const element of document.querySelectorAll<HTMLElement>('[data-scripted]')) element.hidden = false

/**
 * Says so where the page's own script has not begun. All scripts have run by then, or could not: this browser is too old for one, or
 * did not get it. So this file keeps to what every browser knows that loads modules at all.
 */
window.addEventListener('load', () => {
  for (const notice of document.querySelectorAll<HTMLElement>('[data-not-begun]'))
    notice.hidden = !notice.nextElementSibling?.hasAttribute('hidden')
})
