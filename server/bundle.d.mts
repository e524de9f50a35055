/** Programs are named by their path from the root, and folders with sources of programs too. */
export function bundle(options?: {
  name?: string
  more?: readonly string[]
  folders?: readonly string[]
}): Promise<string>
