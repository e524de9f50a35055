/** Shows what a page offers only to those whose browser runs scripts. */
for (const element of document.querySelectorAll<HTMLElement>('[data-scripted]')) element.hidden = false
