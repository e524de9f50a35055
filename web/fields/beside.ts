export interface Said {
  field: string
  message: string
}

/** Errors and warnings about the fields of a form. A warning is about a text that is accepted. */
export interface AboutFields {
  errors?: readonly Said[]
  warnings?: readonly Said[]
}

type Control = HTMLInputElement | HTMLTextAreaElement

/** The fields of a form in which somebody types. */
export function typedFields(form: ParentNode): Control[] {
  return [...form.querySelectorAll<Control>('textarea,input[type="text"]')]
}

/** Replaces the errors and the warnings beside fields. */
export function showBeside(fields: readonly Control[], { errors = [], warnings = [] }: AboutFields): void {
  for (const field of fields) {
    const about = (said: readonly Said[]) => said.filter((each) => each.field === field.name)
    show(field, about(errors).slice(0, 1), about(warnings))
  }
}

function show(field: Control, errors: readonly Said[], warnings: readonly Said[]): void {
  const box = field.closest('.field')
  if (!box) return
  const sentences = [...errors.map(paragraph('error')), ...warnings.map(paragraph('warning'))]
  const shown = [...box.querySelectorAll('.error, .warning')]
  // A live region that is written again is read out again.
  if (shown.map(({ textContent }) => textContent).join() === sentences.map(({ textContent }) => textContent).join())
    return
  for (const each of shown) each.remove()
  liveRegion(field, box).replaceChildren(...sentences)
  box.classList.toggle('wrong', errors.length > 0)
  if (errors.length > 0) field.setAttribute('aria-invalid', 'true')
  else field.removeAttribute('aria-invalid')
}

function liveRegion(field: Control, box: Element): Element {
  const there = box.querySelector('[data-beside]')
  if (there) return there
  const region = document.createElement('div')
  region.dataset['beside'] = ''
  region.setAttribute('role', 'status')
  region.id = `said-${field.name}`
  field.before(region)
  field.setAttribute(
    'aria-describedby',
    [...(field.getAttribute('aria-describedby')?.split(' ') ?? []), region.id].join(' '),
  )
  return region
}

function paragraph(kind: 'error' | 'warning'): (said: Said) => HTMLElement {
  return ({ message }) => {
    const element = document.createElement('p')
    element.className = kind
    element.textContent = message
    return element
  }
}
