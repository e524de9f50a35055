/**
 * The readers of an address, as far as its local part tells.
 * - `machine`: a machine, or everybody on a list. No person has such an address.
 * - `several`: a department.
 * - `unclear`: a department or a person. The words are surnames too: Anna Press, Ben Sales.
 * - `own`: one person where the domain is that person's own, several at a company: mail@janedoe.example.
 * - `one`: one person.
 */
export type Reader = 'machine' | 'several' | 'unclear' | 'own' | 'one'

const words = (lines: readonly string[]) => lines.flatMap((line) => line.split(' '))

// Words of one local part are joined by a dot here. People type a dot, a dash, an underscore or nothing between them.
const machines = words([
  // RFC 2142, and what mail systems keep for themselves
  'abuse admin administrator hostmaster mailer.daemon mailer daemon noc nobody no.reply do.not.reply postmaster root security',
  'security.team sysadmin usenet webmaster www ftp uucp news dmarc bounce bounces do.not.respond auto.reply',
  // lists
  'all all.employees all.hands all.staff all.users company company.wide everybody everyone employees mitarbeiter users lists',
  'announce announcements undisclosed.recipients',
])

const departments = words([
  'accounting accounts billing buchhaltung careers communications compliance contracts customer.service data.protection',
  'datenschutz dpo ethics ethics.hotline events facilities finance front.desk help.desk hr human.resources info it it.support',
  'it.help.desk jobs marketing operations ops orders payroll people.ops people personal personal.abteilung pr privacy',
  'procurement public.relations purchasing reception recruiting recruitment rh ressources.humaines rr.hh recursos.humanos',
  'office service.desk support test training union whistleblower whistleblowing works.council betriebsrat enquiries inquiries feedback team',
])

const alsoNames = words(['board legal list media press presse sales service staff talent travel'])

const onesOwn = words(['contact contacto contato email hallo hello hi kontakt mail me post'])

// Departments that exist as groups: “payments-team”, “team-payments”. Alone, a person may have the name.
const alsoGroups = words([
  'design development engineering hardware infrastructure it logistics mobile operations payments platform product research',
  'software warehouse web',
])

const listOf = (entries: readonly string[]) => new Set(entries.flatMap((entry) => [entry, entry.replaceAll('.', '')]))
const [machineList, departmentList, nameList, ownList] = [machines, departments, alsoNames, onesOwn].map(listOf) as [
  Set<string>,
  Set<string>,
  Set<string>,
  Set<string>,
]
const groupWords = new Set(['group', 'list', 'staff', 'team'])
const knownGroups = new Set([...departmentList, ...nameList, ...alsoGroups])

// “all-berlin”, and addresses of mailing-list software such as “drivers-owner”.
const everybody = /^(all|everyone|owner)[-_]|[-_](all|bounces|dl|everyone|owner|request)$/

/** @param local in lower case and without its tag, with its dots: “t.ravel” is no “travel” */
export function readerOf(local: string): Reader {
  const parts = local.split(/[._-]+/)
  const whole = parts.join('.')
  if (machineList.has(whole) || everybody.test(local)) return 'machine'
  if (departmentList.has(whole) || isGroup(parts)) return 'several'
  if (nameList.has(whole)) return 'unclear'
  return ownList.has(whole) ? 'own' : 'one'
}

/** A group has a group word at one end, and known words otherwise. So “kim-group” and “sam.list” are people. */
function isGroup(parts: readonly string[]): boolean {
  if (parts.length < 2) return false
  const [first = '', last = ''] = [parts[0], parts.at(-1)]
  const rest = groupWords.has(last) ? parts.slice(0, -1) : groupWords.has(first) ? parts.slice(1) : null
  return rest !== null && (first === 'team' || rest.every((part) => knownGroups.has(part)))
}
