import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands'
import type { MarkType, NodeType } from 'prosemirror-model'
import { liftListItem, wrapInList } from 'prosemirror-schema-list'
import type { Command, EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { redoCommand, undoCommand } from 'y-prosemirror'
import { marks, nodes } from '../../server/text/document/schema.ts'
import { insertSource } from './sources.ts'

export interface Tool {
  run: Command
  /** Whether it is on where the selection is. */
  on?: (state: EditorState) => boolean
}

function markTool(type: MarkType): Tool {
  return { run: toggleMark(type), on: (state) => hasMark(state, type) }
}

export function hasMark({ selection, storedMarks, doc }: EditorState, type: MarkType): boolean {
  const { from, to, $from, empty } = selection
  return empty ? type.isInSet(storedMarks ?? $from.marks()) !== undefined : doc.rangeHasMark(from, to, type)
}

function headingTool(level: number): Tool {
  const on = ({ selection: { $from } }: EditorState) =>
    $from.parent.type === nodes.heading && $from.parent.attrs['level'] === level
  return {
    on,
    run: (state, dispatch) =>
      (on(state) ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { level }))(state, dispatch),
  }
}

/** The innermost list or quotation around the selection. */
function isIn({ selection: { $from } }: EditorState, type: NodeType, among: readonly NodeType[]): boolean {
  for (let depth = $from.depth; depth > 0; depth--)
    if (among.includes($from.node(depth).type)) return $from.node(depth).type === type
  return false
}

const lists = [nodes.bullet_list, nodes.ordered_list]

function listTool(type: NodeType): Tool {
  return {
    on: (state) => isIn(state, type, lists),
    run: (state, dispatch) => {
      if (isIn(state, type, lists)) return liftListItem(nodes.list_item)(state, dispatch)
      const other = lists.find((each) => each !== type && isIn(state, each, lists))
      return other ? changeList(type)(state, dispatch) : wrapInList(type)(state, dispatch)
    },
  }
}

function changeList(type: NodeType): Command {
  return ({ selection: { $from }, tr }, dispatch) => {
    for (let depth = $from.depth; depth > 0; depth--) {
      const node = $from.node(depth)
      if (!lists.includes(node.type)) continue
      dispatch?.(tr.setNodeMarkup($from.before(depth), type, { tight: node.attrs['tight'] as boolean }))
      return true
    }
    return false
  }
}

export const tools: Record<string, Tool> = {
  strong: markTool(marks.strong),
  em: markTool(marks.em),
  heading: headingTool(1),
  subheading: headingTool(2),
  quote: {
    on: (state) => isIn(state, nodes.quote, [nodes.quote]),
    run: (state, dispatch) =>
      isIn(state, nodes.quote, [nodes.quote]) ? lift(state, dispatch) : wrapIn(nodes.quote)(state, dispatch),
  },
  bullets: listTool(nodes.bullet_list),
  numbers: listTool(nodes.ordered_list),
  source: { run: insertSource },
  undo: { run: undoCommand },
  redo: { run: redoCommand },
}

/** Wires the buttons. One of them is in the order of Tab, and the arrow keys lead to the others. */
export function toolbar(
  bar: HTMLElement,
  view: EditorView,
  own: Record<string, () => void>,
): (state: EditorState) => void {
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>('[data-tool]')]
  const focus = (button: HTMLButtonElement | undefined) => {
    if (!button) return
    for (const each of buttons) each.tabIndex = each === button ? 0 : -1
    button.focus()
  }
  for (const button of buttons) {
    const name = button.dataset['tool'] ?? ''
    // The selection stays in the text.
    button.addEventListener('mousedown', (event) => event.preventDefault())
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') === 'true') return
      const open = own[name]
      if (open) open()
      else {
        tools[name]?.run(view.state, view.dispatch, view)
        view.focus()
      }
    })
  }
  bar.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(event.target as HTMLButtonElement)
    const rtl = document.documentElement.dir === 'rtl'
    const steps: Record<string, number> = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }
    const step = steps[event.key]
    if (event.key === 'Home') focus(buttons[0])
    else if (event.key === 'End') focus(buttons.at(-1))
    else if (event.key === 'Escape') view.focus()
    else if (step !== undefined) focus(buttons[(at + step + buttons.length) % buttons.length])
    else return
    event.preventDefault()
  })
  return (state) => {
    for (const button of buttons) {
      const tool = tools[button.dataset['tool'] ?? '']
      if (!tool) continue
      if (tool.on) button.setAttribute('aria-pressed', String(tool.on(state)))
      // A disabled button would lose the focus.
      button.setAttribute('aria-disabled', String(!tool.run(state)))
    }
  }
}
