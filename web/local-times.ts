/**
 * Shows each instant of the page in the reader's own zone, with UTC in brackets. The page comes with UTC, and says so. The zone stays
 * in the browser.
 */
const words = document.querySelector<HTMLElement>('template[data-local-times]')
if (words) {
  const { lang, dataset } = words
  const formats = (zone: { timeZone?: string }) => ({
    date: new Intl.DateTimeFormat(lang, { dateStyle: 'long', ...zone }),
    time: new Intl.DateTimeFormat(lang, { timeStyle: 'short', ...zone }),
  })
  const own = formats({})
  const utc = formats({ timeZone: 'UTC' })
  const filled = (pattern: string | undefined, values: Record<string, string>) =>
    (pattern ?? '').replace(/\[([a-z]+)\]/g, (all, name: string) => values[name] ?? all)

  for (const element of document.querySelectorAll('time')) {
    const at = new Date(element.dateTime)
    // A day is the same for everybody.
    if (!element.dateTime.includes('T') || Number.isNaN(at.getTime())) continue
    const [date, time] = [own.date.format(at), own.time.format(at)]
    const [utcDate, utcTime] = [utc.date.format(at), utc.time.format(at)]
    if (date === utcDate && time === utcTime) continue
    const clock = element.dataset['clock'] !== undefined
    const local = clock ? time : filled(dataset['day'], { date, time })
    const inUtc = clock || date === utcDate ? filled(dataset['utc'], { time: utcTime }) : element.textContent
    element.textContent = filled(dataset['both'], { local, utc: inUtc })
  }
}
