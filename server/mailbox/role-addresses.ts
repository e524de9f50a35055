// Several people or a machine read these addresses, so a code that is mailed there does not prove one worker. Compared without
// dots, dashes and underscores.
const roleNames = new Set(
  [
    // RFC 2142, and what mail systems keep for themselves
    'abuse admin administrator hostmaster mailerdaemon mailer daemon noc nobody noreply donotreply postmaster root security',
    'securityteam support sysadmin usenet webmaster www ftp uucp news dmarc bounce bounces donotrespond autoreply',
    // departments
    'accounting accounts billing board buchhaltung careers communications compliance contact contracts customerservice',
    'dataprotection datenschutz dpo ethics ethicshotline events facilities finance frontdesk helpdesk hr humanresources',
    'info it itsupport ithelpdesk jobs kontakt legal mail marketing media office ops operations orders payroll peopleops',
    'people personal personalabteilung pr press presse privacy procurement publicrelations purchasing reception recruiting',
    'recruitment rh ressourceshumaines rrhh recursoshumanos sales service servicedesk talent training travel whistleblower',
    'whistleblowing workscouncil betriebsrat union enquiries inquiries feedback hello team contato contacto',
    // lists
    'all allemployees allhands allstaff allusers company companywide everybody everyone staff employees mitarbeiter users list',
    'lists announce announcements undisclosedrecipients test',
  ].flatMap((line) => line.split(' ')),
)

// “all-berlin”, “team-payments”, “payments-team”, “staff-owner” (mailing-list software). A dot does not count: sam.list is a name.
const groupNames = /^(all|team|group|owner)[-_]|[-_](all|bounces|dl|everyone|group|list|owner|request|staff|team)$/

export function isRole(local: string): boolean {
  return roleNames.has(local.replace(/[._-]/g, '')) || groupNames.test(local)
}
