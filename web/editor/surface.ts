import { baseKeymap, chainCommands, exitCode } from 'prosemirror-commands'
import { inputRules, textblockTypeInputRule, wrappingInputRule, type InputRule } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list'
import { EditorState, type Command, type Plugin } from 'prosemirror-state'
import { initProseMirrorDoc, redoCommand, undoCommand, ySyncPlugin, yUndoPlugin } from 'y-prosemirror'
import type * as Y from 'yjs'
import { letterSchema, nodes } from '../../server/text/document/schema.ts'
import { fragmentOf } from '../../server/text/live/document-of.ts'
import { deleteEmptySource, insertSource, leaveSource, sourceNumbers } from './sources.ts'
import { tools } from './tools.ts'

const breakLine: Command = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView())
  return true
})

/**
 * The state of the editor, with its keys. The text is that of a shared document, also while nobody shares it: so one kind of undo takes
 * back one's own words alone.
 * @param openLink opens the panel for an address
 */
export function newState(shared: Y.Doc, openLink: () => void, more: readonly Plugin[] = []): EditorState {
  const run = (name: string) => tools[name]?.run ?? (() => false)
  const fragment = fragmentOf(shared)
  const { doc, mapping } = initProseMirrorDoc(fragment, letterSchema)
  return EditorState.create({
    doc: doc.childCount === 0 ? letterSchema.node('doc', null, nodes.paragraph.create()) : doc,
    plugins: [
      ySyncPlugin(fragment, { mapping }),
      yUndoPlugin(),
      inputRules({ rules: typedSigns() }),
      keymap({
        'Mod-z': undoCommand,
        'Mod-y': redoCommand,
        'Shift-Mod-z': redoCommand,
        'Mod-b': run('strong'),
        'Mod-i': run('em'),
        'Mod-Alt-1': run('heading'),
        'Mod-Alt-2': run('subheading'),
        'Mod-Alt-f': insertSource,
        'Mod-k': () => {
          openLink()
          return true
        },
        'Shift-Enter': breakLine,
        'Mod-Enter': chainCommands(leaveSource, breakLine),
        Escape: leaveSource,
        Enter: splitListItem(nodes.list_item),
        Backspace: deleteEmptySource,
        // Tab leads out of the editor, so that a keyboard is not caught in it.
        'Mod-]': sinkListItem(nodes.list_item),
        'Mod-[': liftListItem(nodes.list_item),
      }),
      keymap(baseKeymap),
      sourceNumbers(),
      ...more,
    ],
  })
}

/** What people type at the beginning of a line in other editors. */
function typedSigns(): InputRule[] {
  return [
    wrappingInputRule(/^\s*>\s$/, nodes.quote),
    wrappingInputRule(/^\s*[-*•]\s$/, nodes.bullet_list),
    wrappingInputRule(
      /^(\d{1,3})[.)]\s$/,
      nodes.ordered_list,
      ([, number]) => ({ start: Number(number) }),
      ([, number], { childCount, attrs }) => childCount + Number(attrs['start']) === Number(number),
    ),
    textblockTypeInputRule(/^(#{1,2})\s$/, nodes.heading, ([, signs = '']) => ({ level: signs.length })),
  ]
}
