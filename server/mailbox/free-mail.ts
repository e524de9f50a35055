import { parse } from 'tldts'
import { domainAndParents } from './domains.ts'

// Providers with open registration, under every country's domain.
const everywhere = new Set([
  'aol',
  'gmx',
  'googlemail',
  'hotmail',
  'outlook',
  'rocketmail',
  'protonmail',
  'tutanota',
  'yahoo',
  'yandex',
  'ymail',
])

// Listed here, because published lists download data during installation or contain companies' own domains.
const providers = new Set(
  `123mail.org 126.com 139.com 163.com 188.com 189.cn 21cn.com abv.bg accountant.com aim.com alice.it aliceadsl.fr
  aliyun.com ameritech.net aon.at arcor.de arnet.com.ar atlas.cz att.net autistici.org autograf.pl azet.sk bbox.fr
  bell.net bellsouth.net bezeqint.net biglobe.ne.jp bigmir.net bigpond.com bk.ru blu.it bluewin.ch blueyonder.co.uk
  bol.com.br bredband.net broadpark.no btinternet.com cableone.net centrum.cz centrum.sk centurylink.net charter.net
  chello.at chello.nl citromail.hu ciudad.com.ar club-internet.fr cock.li comcast.net comhem.se compuserve.com
  consultant.com contractor.net countermail.com cox.net cs.com ctemplar.com daum.net dir.bg disroot.org dodo.com.au
  dr.com duck.com earthlink.net elisanet.fi elude.in email.com email.cz embarqmail.com eml.cc engineer.com etik.com
  europe.com excite.co.jp ezweb.ne.jp fastmail.cn fastmail.co.uk fastmail.com fastmail.de fastmail.es fastmail.fm
  fastmail.net fastmail.org fastmail.us fastwebnet.it fibertel.com.ar flash.net fmail.co.uk foxmail.com free.fr
  freemail.hu freenet.de freesurf.ch frontier.com frontiernet.net gawab.com get2net.dk getmail.no globomail.com
  gmail.com go2.pl hanmail.net hetnet.nl hey.com hispeed.ch home.nl hush.ai hush.com hushmail.com hushmail.me i.ua
  icloud.com ig.com.br iinet.net.au ik.me ikmail.com imap.cc iname.com inbox.lv inbox.ru indamail.hu infinitummail.com
  interia.eu interia.pl internet.ru internode.on.net inventati.org inwind.it iol.it journalist.com jubii.dk juno.com
  keemail.me kolabnow.com kolumbus.fi kpnmail.nl laposte.net lawyer.com libero.it lilo.org list.ru live.ca live.cn
  live.co.uk live.com live.com.au live.com.mx live.de live.fr live.in live.it live.jp live.nl live.no live.se luukku.com
  lycos.co.kr lycos.com mac.com mail-me.com mail.bg mail.com mail.de mail.dk mail.ee mail.kz mail.ru mail.ua
  mail2world.com mailbolt.com mailbox.org mailfence.com mailo.com maktoob.com me.com meta.ua mindspring.com mixmail.com
  ml1.net msn.com murena.io musician.org mweb.co.za myself.com nate.com naver.com netcourrier.com netscape.net
  netzero.com netzero.net neuf.fr nextmail.ru nifty.com ntlworld.com numericable.fr o2.pl ocn.ne.jp onet.pl
  onionmail.org online.no ono.com op.pl optonline.net optusnet.com.au orange.fr otenet.gr pacbell.net peoplepc.com
  planet.nl pm.me poczta.fm post.com posteo.at posteo.ch posteo.com posteo.de posteo.eu posteo.me posteo.net posteo.us
  prodigy.net prodigy.net.mx programmer.net proton.me protonmail.ch protonmail.com q.com qq.com rambler.ru
  rediffmail.com riseup.net roadrunner.com rogers.com rr.com runbox.com sapo.pt sbcglobal.net scientist.com sent.com
  seznam.cz sfr.fr shaw.ca sina.cn sina.com sina.com.cn sky.com skynet.be slingshot.co.nz snet.net so-net.ne.jp
  softbank.ne.jp sohu.com speedy.com.ar spray.se ssl-mail.com startmail.com sunrise.ch suomi24.fi swbell.net
  sympatico.ca systemli.org t-online.de talktalk.net teacher.com techie.com telenet.be telkomsa.net telus.net
  terra.com.br tin.it tiscali.co.uk tiscali.it tlen.pl tom.com tpg.com.au tut.by tuta.com tuta.io tutamail.com
  tutanota.de twc.com ukr.net uol.com.br upcmail.nl usa.com verizon.net videotron.ca virgilio.it virgin.net
  virginmedia.com vodamail.co.za volny.cz vp.pl walla.co.il walla.com wanadoo.fr web.de webmail.co.za windowslive.com
  windstream.net workmail.com wp.pl writeme.com xs4all.nl xtra.co.nz ya.ru yeah.net your-mail.com ziggo.nl
  zipmail.com.br zoho.com zoho.com.au zoho.eu zoho.in zohomail.com zohomail.eu zohomail.in zonnet.nl zoznam.sk`.split(
    /\s+/,
  ),
)

export function isFreeMail(domain: string): boolean {
  const { isIcann, domainWithoutSuffix } = parse(domain)
  if (isIcann && everywhere.has(domainWithoutSuffix ?? '')) return true
  return domainAndParents(domain).some((one) => providers.has(one))
}
