export type Errors = { field: string; message: string }[]
export interface Choice {
  value: string
  label: string
  hint: string | undefined
  checked: boolean
}
export interface Choices {
  name: string
  legend: string
  type: string
  error: string | undefined
  choices: Choice[]
}
