import { parse } from 'tldts'
import { domainAndParents } from './domains.ts'

// Providers with open registration, under every country's domain.
const everywhere = new Set([
  'aol',
  'gmx',
  'googlemail',
  'hotmail',
  'rocketmail',
  'tutanota',
  'yahoo',
  'yandex',
  'ymail',
])

// Listed here, because published lists download data during installation or contain companies' own domains.
const providers = new Set(
  `126.com 139.com 163.com 189.cn 21cn.com aliyun.com alice.it arcor.de att.net bell.net bellsouth.net bigpond.com
  bk.ru blueyonder.co.uk bluewin.ch bol.com.br btinternet.com charter.net cock.li comcast.net cox.net daum.net disroot.org
  duck.com earthlink.net email.com email.cz fastmail.com fastmail.fm foxmail.com free.fr freenet.de gmail.com
  hanmail.net hey.com hush.com hushmail.com icloud.com ig.com.br inbox.lv inbox.ru interia.pl juno.com
  keemail.me kolabnow.com laposte.net libero.it list.ru live.ca live.cn live.co.uk live.com live.com.au
  live.com.mx live.de live.fr live.in live.it live.jp live.nl live.se lycos.com mac.com mail.com mail.ee mail.ru
  mailbox.org mailfence.com me.com msn.com naver.com nate.com netscape.net neuf.fr ntlworld.com numericable.fr o2.pl
  onet.pl op.pl optonline.net optusnet.com.au orange.fr outlook.at outlook.be outlook.cl outlook.co.th outlook.com
  outlook.com.au outlook.com.br outlook.cz outlook.de outlook.dk outlook.es outlook.fr outlook.ie outlook.in outlook.it
  outlook.jp outlook.kr outlook.pt outlook.sa pm.me posteo.de posteo.net proton.me protonmail.ch
  protonmail.com qq.com rambler.ru rediffmail.com riseup.net rogers.com runbox.com sapo.pt sbcglobal.net seznam.cz
  sfr.fr shaw.ca sina.cn sina.com sky.com skynet.be sohu.com startmail.com sympatico.ca t-online.de talktalk.net telenet.be
  telus.net terra.com.br tiscali.co.uk tiscali.it tom.com tuta.com tuta.io tutamail.com ukr.net uol.com.br verizon.net
  videotron.ca virgilio.it virgin.net virginmedia.com walla.co.il wanadoo.fr web.de windowslive.com windstream.net wp.pl
  xtra.co.nz ya.ru yeah.net ziggo.nl zoho.com zohomail.com`.split(/\s+/),
)

export function isFreeMail(domain: string): boolean {
  const { isIcann, domainWithoutSuffix } = parse(domain)
  if (isIcann && everywhere.has(domainWithoutSuffix ?? '')) return true
  return domainAndParents(domain).some((one) => providers.has(one))
}
