import type { Node } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'
import { getRelativeSelection, ySyncPluginKey, type ProsemirrorBinding } from 'y-prosemirror'
import * as Y from 'yjs'
import { documentOf } from '../../server/text/live/document-of.ts'
import { editDocument } from '../../server/text/live/edit-document.ts'
import { mergeDocuments } from '../../server/text/live/merge-documents.ts'
import {
  closes,
  kinds,
  message,
  read,
  readText,
  typedMessage,
  type Cursor,
  type Hello,
  type Present,
} from '../../server/text/live/messages.ts'

/**
 * `alone`: the form saves the text. `live`: the text travels by the socket. `away`: the connection is lost, and the tab keeps the text.
 * `ended`: the server has ended it, and the form saves the text again.
 */
export type LiveState = 'alone' | 'live' | 'away' | 'ended'

export interface LiveShown {
  state: LiveState
  /** True if everything that was typed here is stored. */
  stored: boolean
}

export interface LivePage {
  url: string
  form: HTMLFormElement
  /** Replaces the document of the editor. */
  use: (shared: Y.Doc) => void
  show: (shown: LiveShown) => void
  showPresent: (others: readonly Present[]) => void
  showProblem: (sentence: string) => void
}

/** Milliseconds of the first wait for a new connection, and of the longest. */
const waits = { first: 500, most: 30_000 }
/** Milliseconds between two messages about one's own cursor. */
const cursorEvery = 120

/** Types in a draft's text together with others. Keeps everything in memory, and nothing on the disk. */
export class Live {
  readonly #page: LivePage
  #shared: Y.Doc
  /** What the server has, for a merge after the document was made again. */
  #known: Y.Doc | null = null
  #base: Node
  #generation: string | null = null
  #state: LiveState = 'alone'
  #socket: WebSocket | null = null
  #ready = false
  /** The generation of the whole document that comes next. */
  #incoming: string | null = null
  #number = 0
  #sent: Uint8Array[] = []
  #unsent: Uint8Array[] = []
  #tries = 0
  #waiting: ReturnType<typeof setTimeout> | undefined
  #you = ''
  #cursor: string | null = null
  #stateNow: (() => EditorState) | undefined
  #moving = false
  #saving = false

  /** @param base the text as the server had it. What was typed before this script ran is in `shared` alone. */
  constructor(page: LivePage, shared: Y.Doc, base: Node) {
    this.#page = page
    this.#shared = shared
    this.#base = base
    this.#follow(shared)
    this.#followForm(page.form)
    addEventListener('online', () => this.#soon(0))
    addEventListener('pageshow', ({ persisted }) => persisted && this.#soon(0))
    void this.#connect()
  }

  get state(): LiveState {
    return this.#state
  }

  /** True if the text travels by the socket. Then the form does not send it. */
  get carries(): boolean {
    return this.#state === 'live' || this.#state === 'away'
  }

  /** True if something that was typed here is not stored yet, and only this tab has it. */
  get unstored(): boolean {
    return this.#state !== 'alone' && this.#sent.length + this.#unsent.length > 0
  }

  /** Tells the others where the cursor is, a moment later: while a change is applied, its place is not certain. */
  move(stateNow: () => EditorState): void {
    this.#stateNow = stateNow
    if (this.#moving) return
    this.#moving = true
    setTimeout(() => {
      this.#moving = false
      this.#sendCursor()
    }, cursorEvery)
  }

  /** Has the server keep the text as a version. Offline there is nothing to keep: the others' text is not here. */
  keep(): void {
    if (this.#ready) this.#socket?.send(message(kinds.keep, ''))
  }

  /** The text is Markdown of the form again, so it must not travel twice. */
  end(): void {
    this.#state = 'ended'
    clearTimeout(this.#waiting)
    this.#socket?.close()
    this.#page.showPresent([])
    this.#show()
  }

  #follow(shared: Y.Doc): void {
    shared.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this || shared !== this.#shared || this.#generation === null) return
      this.#unsent.push(update)
      this.#pump()
      this.#show()
    })
  }

  /** Until the first connection, the form saves. What it saved, the server's document has too. */
  #followForm(form: HTMLFormElement): void {
    let sent: Node | null = null
    form.addEventListener('autosave-sends', () => {
      this.#saving = true
      sent = this.#state === 'alone' ? documentOf(this.#shared) : null
    })
    form.addEventListener('autosave-saved', () => {
      if (sent) this.#base = sent
    })
    form.addEventListener('autosave-over', () => (this.#saving = false))
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#waiting)
    if (this.#state === 'ended' || this.#socket) return
    const allowed = await this.#mayConnect()
    if (allowed === 'no') {
      this.end()
      return
    }
    // While the form saves, the server's document changes under both.
    if (allowed === 'later' || this.#saving) {
      this.#soon()
      return
    }
    if (this.#isOpen()) return
    const url = new URL(this.#page.url)
    url.protocol = url.protocol.replace('http', 'ws')
    const socket = new WebSocket(url)
    socket.binaryType = 'arraybuffer'
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket && data instanceof ArrayBuffer) this.#take(new Uint8Array(data))
    })
    socket.addEventListener('close', ({ code }) => {
      if (socket === this.#socket) this.#lost(code)
    })
  }

  /** Another attempt may have opened one meanwhile. */
  #isOpen(): boolean {
    return this.#socket !== null
  }

  /** An ordinary request renews the session, and tells why a connection is refused. A socket does neither. */
  async #mayConnect(): Promise<'yes' | 'no' | 'later'> {
    try {
      const { ok, status, type } = await fetch(this.#page.url, { redirect: 'manual', cache: 'no-store' })
      if (ok) return 'yes'
      return type === 'opaqueredirect' || [401, 403, 404, 409].includes(status) ? 'no' : 'later'
    } catch {
      return 'later'
    }
  }

  #lost(code: number): void {
    this.#socket = null
    this.#ready = false
    // What was sent may be stored or not. It is sent again, and counts once.
    this.#unsent = [...this.#sent, ...this.#unsent]
    this.#sent = []
    if (this.#state === 'ended') return
    this.#page.showPresent([])
    if (this.#generation !== null) this.#state = 'away'
    if (code === closes.refused) {
      this.end()
      return
    }
    this.#soon(code === closes.again && this.#tries === 0 ? 0 : undefined)
    this.#show()
  }

  #soon(least?: number): void {
    if (this.#socket || this.#state === 'ended') return
    clearTimeout(this.#waiting)
    const wait = Math.min(waits.most, waits.first * 2 ** Math.min(this.#tries, 10))
    if (least === undefined) this.#tries++
    // Spread, so that a server that starts again is not asked by everybody at once.
    this.#waiting = setTimeout(() => void this.#connect(), least ?? wait * (0.5 + Math.random()))
  }

  #take(whole: Uint8Array): void {
    const { kind, body } = read(whole)
    if (kind === kinds.hello) this.#greet(JSON.parse(readText(body)) as Hello)
    else if (kind === kinds.update) this.#takeUpdate(body)
    else if (kind === kinds.stored) this.#takeStored(new DataView(body.buffer, body.byteOffset).getUint32(0))
    else if (kind === kinds.present) this.#takePresent(JSON.parse(readText(body)) as Present[])
    else if (kind === kinds.problem) this.#page.showProblem(readText(body))
  }

  #greet({ generation, you }: Hello): void {
    this.#you = you
    if (generation === this.#generation) this.#socket?.send(message(kinds.has, Y.encodeStateVector(this.#shared)))
    else {
      this.#incoming = generation
      this.#socket?.send(message(kinds.has, Y.encodeStateVector(new Y.Doc())))
    }
  }

  #takeUpdate(update: Uint8Array): void {
    if (this.#incoming !== null) this.#start(this.#incoming, update)
    else {
      Y.applyUpdate(this.#shared, update, this)
      if (this.#known) Y.applyUpdate(this.#known, update)
    }
    if (!this.#ready) {
      this.#ready = true
      this.#tries = 0
      this.#state = 'live'
      this.#sendCursor(true)
    }
    this.#pump()
    this.#show()
  }

  /** Goes over to the server's document, with what was typed here. */
  #start(generation: string, whole: Uint8Array): void {
    this.#incoming = null
    const base = this.#known ? documentOf(this.#known) : this.#base
    const mine = documentOf(this.#shared)
    const [fresh, known] = [new Y.Doc(), new Y.Doc()]
    for (const each of [fresh, known]) Y.applyUpdate(each, whole)
    const theirs = documentOf(fresh)
    this.#sent = []
    this.#unsent = []
    this.#generation = generation
    this.#known = known
    this.#shared = fresh
    this.#follow(fresh)
    const merged = mergeDocuments(base, mine, theirs)
    if (!merged.eq(theirs)) editDocument(fresh, merged)
    this.#page.use(fresh)
  }

  #takeStored(number: number): void {
    if (number !== this.#number) return
    for (const update of this.#sent) if (this.#known) Y.applyUpdate(this.#known, update)
    this.#sent = []
    this.#pump()
    this.#show()
  }

  #takePresent(all: readonly Present[]): void {
    this.#page.showPresent(all.filter(({ id }) => id !== this.#you))
  }

  /** Sends what was typed, once the last message is stored. So the server sets the pace. */
  #pump(): void {
    if (!this.#ready || this.#sent.length > 0 || this.#unsent.length === 0) return
    this.#sent = this.#unsent
    this.#unsent = []
    this.#socket?.send(typedMessage(++this.#number, Y.mergeUpdates(this.#sent)))
  }

  #sendCursor(again = false): void {
    const state = this.#stateNow?.()
    const { binding } = (state ? ySyncPluginKey.getState(state) : {}) as { binding?: ProsemirrorBinding | null }
    if (!state || !binding || !this.#ready) return
    const { anchor, head } = getRelativeSelection(binding, state) as Cursor
    const cursor = JSON.stringify({ anchor, head })
    if (cursor === this.#cursor && !again) return
    this.#cursor = cursor
    this.#socket?.send(message(kinds.cursor, cursor))
  }

  #show(): void {
    this.#page.show({ state: this.#state, stored: !this.unstored })
  }
}
