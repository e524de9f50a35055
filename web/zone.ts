/** Chooses the time zone of the browser where nobody has chosen one. Without JavaScript it stays UTC, which the page says. */
for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-browser-zone]')) {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  // A browser may name a zone differently. The server knows both names.
  if (![...select.options].some(({ value }) => value === timeZone)) {
    const option = document.createElement('option')
    option.value = option.textContent = timeZone
    select.append(option)
  }
  select.value = timeZone
}
