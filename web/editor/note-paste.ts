/**
 * Lets the form say that more than a paragraph was pasted since the last save. The server then keeps the draft from before as a
 * version.
 * @returns a function to call at each such paste
 */
export function pasteNote(form: HTMLFormElement): () => void {
  let field = form.querySelector<HTMLInputElement>('input[name="pasted"]') ?? undefined
  form.addEventListener('autosave-sends', () => {
    if (field) field.dataset['sent'] = ''
  })
  form.addEventListener('autosave-saved', () => {
    if (field?.dataset['sent'] === undefined) return
    field.remove()
    field = undefined
  })
  return () => {
    field?.remove()
    field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'pasted', value: 'yes' })
    form.append(field)
  }
}
