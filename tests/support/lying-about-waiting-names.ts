import { leafText } from '../../server/audit/leaf.ts'
import type { AuditLog, NamedSignature } from './audit-log.ts'
import { checked, offCounted, offListed, type Lie } from './lie.ts'

/** Lies about names that wait until enough people stand together. */

const rules = 'server/audit/check/together-rules.ts'
const openings = 'server/audit/check/openings.ts'
const walk = 'server/audit/check/walk.ts'

const offLowered = { file: walk, from: "lowered ? 'policy-names' : problem", to: 'problem' }
const offCount = {
  file: rules,
  from: "leaf.commitments !== ledger.standingInGroup('together', leaf.revision)",
  to: 'false',
}
const offMissing = { file: rules, from: 'waiting.missing > 0', to: 'false' }
const offLate = {
  file: rules,
  from: "group === 'together' && (waiting.threshold !== null || waiting.revealed !== null)",
  to: 'false',
}
const offEnded = { file: rules, from: 'context.waiting.ended !== null', to: 'false' }
const offFixed = { file: rules, from: '!inForce', to: 'false' }
const offFew = { file: rules, from: 'entries < (policy?.namesWaitFor ?? 0)', to: 'false' }
const offLength = { file: openings, from: 'rows.length !== entries', to: 'false' }
const offList = {
  file: openings,
  from: 'bytesToHex(hashOfOpenings(rows.map(([commitment]) => hexToBytes(commitment)))) !== list',
  to: 'false',
}
const offCommitted = {
  file: openings,
  from: 'waiting.commitments.get(row[0]) !== waiting.block',
  to: 'false',
}
const offShown = { file: openings, from: 'opened.length > shown', to: 'false' }

/** Four people stand together, as many as are needed, or another number. */
function four(log: AuditLog, count = 4): NamedSignature[] {
  log.changePolicy({ namesWaitFor: 4 }).addNamed('public')
  const waiting = Array.from({ length: count }, () => log.addNamed('together'))
  log.pushNames()
  return waiting
}

export const liesAboutWaitingNames: Lie[] = [
  ...([3, null] as const).map((namesWaitFor): Lie => ({
    name: namesWaitFor === null ? 'drops the number for which names wait' : 'lowers the number for which names wait',
    errors: ['policy-names'],
    tell: (log) => {
      four(log, 3)
      return checked(log.changePolicy({ namesWaitFor }))
    },
    off: [offLowered],
  })),
  {
    name: 'lowers the number for which names wait, and shows them',
    errors: ['policy-names'],
    tell: (log) => {
      four(log, 3)
      return checked(log.changePolicy({ namesWaitFor: 3 }).fixNames().reveal())
    },
    off: [offLowered],
  },
  {
    name: 'fixes names that wait for no number',
    errors: ['threshold-policy'],
    tell: (log) => {
      log.addNamed('together')
      return checked(log.fixNames())
    },
    off: [{ file: rules, from: 'needed === null', to: 'false' }],
  },
  {
    name: 'fixes names again while they are fixed',
    errors: ['threshold-again'],
    tell: (log) => {
      four(log)
      return checked(log.fixNames().fixNames())
    },
    off: [{ file: rules, from: "'threshold-again'", to: 'null' }],
  },
  {
    name: 'fixes the names of those who agreed to an older text only',
    errors: ['threshold-count'],
    tell: (log) => {
      four(log)
      log.revise()
      const commitments = log.together.map((each) => log.commitment(each).commitment)
      return checked(log.pushCommitments(commitments, 2))
    },
    off: [offCount],
  },
  ...([-1, 1] as const).map((more): Lie => ({
    name: more < 0 ? 'fixes one name too few' : 'fixes one name too many',
    errors: ['threshold-count'],
    tell: (log) => {
      const commitments = four(log, 5).map((each) => log.commitment(each).commitment)
      return checked(log.pushCommitments(more < 0 ? commitments.slice(1) : [...commitments, log.newId()]))
    },
    off: [offCount],
  })),
  {
    name: 'fixes names before enough people stand together',
    errors: ['threshold-few'],
    tell: (log) => {
      four(log, 3)
      return checked(log.fixNames())
    },
    off: [{ file: rules, from: 'leaf.commitments < needed', to: 'false' }],
  },
  ...(['at the end', 'before other entries'] as const).map((where): Lie => ({
    name: `leaves a commitment out ${where}`,
    errors: ['commit-missing'],
    tell: (log) => {
      const commitments = four(log).map((each) => log.commitment(each).commitment)
      log.pushCommitments(commitments.slice(1), 1, 4)
      return checked(where === 'at the end' ? log : log.push({ kind: 'close' }))
    },
    off: [offMissing],
  })),
  {
    name: 'fixes a name after the others, and shows it',
    errors: ['commit-place', 'openings-committed'],
    tell: (log) => {
      const [late] = four(log, 5)
      log.fixNames([late!]).pushNames()
      log.push({ kind: 'commit', id: log.newId(), commitment: log.commitment(late!).commitment })
      return checked(log.reveal())
    },
    off: [{ file: rules, from: 'waiting.missing === 0', to: 'false' }],
  },
  {
    name: 'fixes one name in the place of two',
    errors: ['commit-again'],
    tell: (log) => {
      const [first = '', , ...others] = four(log).map((each) => log.commitment(each).commitment)
      return checked(log.pushCommitments([first, first, ...others]))
    },
    off: [{ file: rules, from: 'waiting.commitments.has(commitment)', to: 'false' }],
  },
  {
    name: 'says in a commitment whose it is',
    errors: ['id-again'],
    tell: (log) => {
      const waiting = four(log)
      log.push({ kind: 'threshold', revision: 1, commitments: 4 })
      for (const each of waiting) log.push({ kind: 'commit', id: each.id, commitment: log.commitment(each).commitment })
      return checked(log)
    },
    off: [{ file: 'server/audit/check/ledger.ts', from: 'this.#entries.has(id)', to: 'false' }],
  },
  {
    name: 'lets somebody stand together after the names are fixed',
    errors: ['together-late'],
    tell: (log) => {
      four(log)
      log.fixNames().addNamed('together')
      return checked(log)
    },
    off: [offLate],
  },
  {
    name: 'lets a hidden name stand together after the names are fixed',
    errors: ['together-late'],
    tell: (log) => {
      four(log)
      const hidden = log.addNamed('hidden')
      return checked(log.fixNames().changeNamed(hidden, { group: 'together' }))
    },
    off: [offLate],
  },
  {
    name: 'lets somebody stand together after the names were shown',
    errors: ['together-late'],
    tell: (log) => {
      four(log)
      log.fixNames().reveal().addNamed('together')
      return checked(log)
    },
    off: [offLate, offListed],
  },
  {
    name: 'frees names that are not fixed',
    errors: ['threshold-missing'],
    tell: (log) => {
      four(log)
      return checked(log.push({ kind: 'back' }))
    },
    off: [{ file: rules, from: '!waiting.threshold', to: 'false' }],
  },
  {
    name: 'shows names that were freed again',
    errors: ['threshold-missing'],
    tell: (log) => {
      four(log)
      return checked(log.fixNames().push({ kind: 'back' }).reveal())
    },
    off: [offFixed],
  },
  {
    name: 'shows names that were never fixed',
    errors: ['threshold-missing', 'openings-committed'],
    tell: (log) => {
      four(log)
      return checked(log.reveal())
    },
    off: [offFixed, offCommitted],
  },
  {
    name: 'shows the names twice',
    errors: ['waiting-ended'],
    tell: (log) => {
      four(log)
      return checked(log.fixNames().reveal().pushReveal())
    },
    off: [offEnded, offFixed],
  },
  {
    name: 'ends the waiting without names, and shows them later',
    errors: ['waiting-ended', 'names-count', 'names-standing', 'openings-length', 'openings-list', 'openings-shown'],
    tell: (log) => {
      four(log)
      return checked(log.fixNames().push({ kind: 'lapse' }).reveal())
    },
    off: [offEnded, offFixed],
  },
  {
    name: 'ends the waiting without names after it showed them',
    errors: ['waiting-ended'],
    tell: (log) => {
      four(log)
      return checked(log.fixNames().reveal().push({ kind: 'lapse' }))
    },
    off: [offEnded],
  },
  {
    name: 'shows the names of one person fewer than are needed',
    errors: ['reveal-few'],
    tell: (log) => {
      const [left] = four(log)
      return checked(log.fixNames().withdrawNamed(left!).reveal())
    },
    off: [offFew],
  },
  {
    name: 'shows the names although one person fewer is left once a withdrawal under way is counted',
    errors: ['reveal-few'],
    tell: (log) => {
      const [leaving, ...others] = four(log)
      return checked(log.fixNames().reveal(others).withdrawNamed(leaving!).pushNames())
    },
    off: [offFew],
  },
  {
    name: 'shows the name of somebody whose withdrawal is under way, and lets the name stay',
    errors: ['names-count', 'names-standing', 'openings-order'],
    tell: (log) => {
      const [leaving] = four(log)
      log.fixNames().reveal()
      const { names, openings: rows } = log.file()
      const list = [...log.names]
      log.withdrawNamed(leaving!)
      log.names = list
      log.pushNames()
      return checked(log, { names, openings: rows.toReversed() })
    },
    off: [offCounted, offListed, { file: openings, from: "commitment <= (rows[index - 1]?.[0] ?? '')", to: 'false' }],
  },
  {
    name: 'shows the name of somebody who left',
    errors: ['reveal-many', 'names-count', 'names-standing'],
    tell: (log) => {
      const waiting = four(log, 5)
      return checked(log.fixNames().withdrawNamed(waiting[0]!).reveal(waiting))
    },
    off: [{ file: rules, from: 'entries > standing', to: 'false' }, offCounted, offListed],
  },
  {
    name: 'drops a name that was shown, and counts its signature',
    errors: ['names-count', 'names-standing'],
    tell: (log) => {
      const [dropped] = four(log)
      log.fixNames().reveal()
      log.names = log.names.filter((each) => each !== dropped)
      return checked(log.pushNames())
    },
    off: [offCounted, offListed],
  },
  {
    name: 'shows the name of somebody who agreed to an older text only',
    errors: ['names-count', 'names-standing'],
    tell: (log) => {
      log.addNamed('together', 'mailed-code', { revision: 1 })
      const [old] = log.together
      log.revise()
      four(log)
      log.fixNames().reveal(log.together.slice(1))
      log.names.push({ ...old!, name: log.name() })
      return checked(log.pushNames())
    },
    off: [offCounted, offListed],
  },
  {
    name: 'shows a name that was not fixed',
    errors: ['openings-committed'],
    tell: (log) => {
      const [other] = four(log)
      return checked(log.fixNames([other!]).reveal())
    },
    off: [offCommitted],
  },
  {
    name: 'leaves a name out of those that were shown',
    errors: ['openings-length', 'openings-list'],
    tell: (log) => {
      four(log)
      log.fixNames().reveal()
      return checked(log, { openings: log.file().openings.slice(1) })
    },
    off: [offLength, offList],
  },
  {
    name: 'puts another fixed name among those that were shown',
    errors: ['openings-list'],
    tell: (log) => {
      const waiting = four(log, 5)
      log.fixNames().reveal(waiting.slice(1))
      const { commitment } = log.commitment(waiting[0]!)
      const [, ...others] = log.file().openings
      return checked(log, { openings: [[commitment] as const, ...others].toSorted(([a], [b]) => (a < b ? -1 : 1)) })
    },
    off: [offList],
  },
  {
    name: 'opens a commitment with the name of another person',
    errors: ['openings-opening'],
    tell: (log) => {
      four(log)
      log.fixNames().reveal()
      const [one, other, ...rest] = log.file().openings as [string, string, string][]
      const swapped = [[one![0], one![1], other![2]] as const, [other![0], other![1], one![2]] as const]
      return checked(log, { openings: [...swapped, ...rest] })
    },
    off: [{ file: openings, from: '!opens(row)', to: 'false' }],
  },
  {
    name: 'shows a name longer than its owner wants',
    errors: ['openings-shown', 'openings-names'],
    tell: (log) => {
      const [left] = four(log)
      log.fixNames().reveal()
      const { openings: rows } = log.file()
      return checked(log.withdrawNamed(left!).pushNames(), { openings: rows })
    },
    off: [offShown, { file: openings, from: '!isAmong(opened, listed)', to: 'false' }],
  },
  {
    name: 'shows a name that waited and is not on the list of public names',
    errors: ['openings-names'],
    tell: (log) => {
      const [hidden] = four(log)
      log.fixNames().reveal()
      const row = hidden!.name!.row
      const names = log.file().names.map((each) => (each[0] === row[0] ? ([row[0]] as const) : each))
      return checked(log, { names })
    },
    off: [{ file: openings, from: '!isAmong(opened, listed)', to: 'false' }],
  },
  {
    name: 'writes a number beside the commitments',
    errors: ['leaf'],
    tell: (log) => {
      four(log)
      log.leaves.push(leafText({ kind: 'threshold', revision: 1, commitments: 4 }).replace('\n4\n', '\n04\n'))
      log.proofs.push(null)
      return checked(log)
    },
    off: [{ file: walk, from: "'leaf'", to: 'null' }],
  },
]
