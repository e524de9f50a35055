/** Keeps the presets of the settings and the numbers below them in step, where the page has JavaScript. */
const radios = [...document.querySelectorAll<HTMLInputElement>('input[name="preset"]')]
const fields = [...document.querySelectorAll<HTMLInputElement>('.fine-tune input')]

for (const radio of radios)
  radio.addEventListener('input', () => {
    const numbers = radio.dataset['numbers']?.split(' ') ?? []
    for (const [at, number] of numbers.entries()) {
      const field = fields[at]
      if (field) field.value = number
    }
    const details = fields[0]?.closest('details')
    if (details && numbers.length === 0) details.open = true
  })
for (const field of fields)
  field.addEventListener('input', () => {
    const numbers = fields.map(({ value }) => value.trim()).join(' ')
    const same = radios.find((radio) => radio.dataset['numbers'] === numbers) ?? radios.at(-1)
    if (same) same.checked = true
  })
