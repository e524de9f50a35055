// Takes the words that a reviewer selects in the text into the field of the comment. Without it, people type or paste them.

const text = document.querySelector<HTMLElement>('[data-review-text]')
const bar = document.querySelector<HTMLElement>('[data-review-bar]')
const button = bar?.querySelector<HTMLButtonElement>('[data-review-use]')
const quote = document.querySelector<HTMLTextAreaElement>('#f-quote')
const words = document.querySelector<HTMLTextAreaElement>('#f-words')

/** The last selection in the text. A phone drops the selection when somebody taps a button. */
let selected = ''

function selectionIn(part: HTMLElement): string {
  const selection = document.getSelection()
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined
  return selection && range && part.contains(range.commonAncestorContainer) ? selection.toString().trim() : ''
}

if (text && bar && button && quote && words) {
  const follow = () => {
    const now = selectionIn(text)
    if (now !== '') selected = now
    // Stays for a moment after the selection is gone, so that a tap on the button reaches it.
    if (now !== '') bar.hidden = false
    else
      setTimeout(() => {
        bar.hidden = selectionIn(text) === ''
      }, 400)
  }
  document.addEventListener('selectionchange', follow)
  // Words that somebody selected before this script arrived.
  follow()
  button.addEventListener('click', () => {
    quote.value = selected
    bar.hidden = true
    document.getSelection()?.removeAllRanges()
    words.focus()
    quote.scrollIntoView({ block: 'center' })
  })
}
