import { parse } from 'tldts'
import { domainAndParents } from './domains.ts'

// Mail hosts and services that give every customer a name below these domains, at once and without a check of who asks. The private
// part of the public-suffix list has the other ones. Microsoft, Google and the rest keep them out of it.
const hosts = new Set(
  `onmicrosoft.com onmicrosoft.us onmicrosoft.de onmicrosoft.cn onmschina.cn microsoftonline.com sharepoint.com
  sharepoint.us sharepoint.cn exchangelabs.com test-google-a.com google-test-a.com gserviceaccount.com appspotmail.com
  googlegroups.com groups.io yahoogroups.com freelists.org simplelists.com zohosites.com zohodesk.com zohodesk.eu
  zohodesk.in zohosupport.com zohocreator.com zohorecruitmail.com awsapps.com yaconnect.com bizml.ru mxhichina.com
  emailsrvr.com mxlogin.com mxroute.com mxrouting.net inbound.postmarkapp.com cloudmailin.net mailgun.org mailosaur.net
  mailosaur.io mailslurp.com mailslurp.net mailslurp.biz mailslurp.xyz testmail.app ethereal.email mailsac.com mailtrap.io
  hubspot-inbox.com hs-inbox.com in.frontapp.com frontapp-mail.com helpscoutapp.com intercom-mail.com discoursemail.com
  incoming.gitlab.com reply.github.com users.noreply.github.com mozmail.com privaterelay.appleid.com anonaddy.com anonaddy.me
  addy.io simplelogin.com simplelogin.co simplelogin.fr simplelogin.io slmail.me aleeas.com 8alias.com 8shield.net
  passmail.net passmail.com passinbox.com passfwd.com erine.email`.split(/\s+/),
)

// The same, but the host's own staff has addresses at the domain itself.
const hostsWithStaff = new Set(
  'zendesk.com freshdesk.com freshservice.com slack.com atlassian.net service-now.com'.split(' '),
)

/**
 * Finds the domain below which strangers can get a domain, and mailboxes there.
 * @returns null if there is none. Then only the owner of the registered domain can give out names below it.
 */
export function openToTenants(domain: string, { wildcard }: { wildcard: boolean }): string | null {
  const { isPrivate, publicSuffix } = parse(domain, { allowPrivateDomains: true })
  if (isPrivate === true) return publicSuffix
  const family = domainAndParents(domain)
  const below = wildcard ? family : family.slice(1)
  return family.find((one) => hosts.has(one)) ?? below.find((one) => hostsWithStaff.has(one)) ?? null
}
