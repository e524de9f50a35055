/** One text in the tab's session storage. Browsers write it to the disk, to restore the tab after a crash. */
export class TabStorage {
  readonly #name: string
  #refused = false

  constructor(purpose: string, letterPath: string) {
    this.#name = `${purpose} ${letterPath}`
  }

  /** True if the browser has refused to store or read anything. */
  get refused(): boolean {
    return this.#refused
  }

  read(): string | null {
    return this.#try(() => sessionStorage.getItem(this.#name)) ?? null
  }

  write(text: string): void {
    this.#try(() => sessionStorage.setItem(this.#name, text))
  }

  forget(): void {
    this.#try(() => sessionStorage.removeItem(this.#name))
  }

  #try<T>(act: () => T): T | undefined {
    try {
      return act()
    } catch {
      this.#refused = true
      return undefined
    }
  }
}
