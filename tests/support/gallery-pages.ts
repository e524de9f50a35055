import Handlebars from 'handlebars'
import { circleSvg, type Place } from '../../server/letter/circle-drawing.ts'

export interface GalleryPage {
  source: string
  data: object
  shell: object
}

const someNames = [
  'Siobhán O’Brien-Łukasiewicz',
  'Suharto',
  'Đặng Thị Ánh Nguyệt',
  'X Æ Lindqvist',
  'محمد عبد الله',
  '王小明',
  'Иван Петров',
  'María José García Márquez',
  'דוד כהן',
  'Nguyễn Văn An',
  'Ólafur Þórðarson',
  'Priya Raghunathan',
  'Ama Owusu',
  'Γιώργος Παππάς',
  'Jean-Baptiste L’Hermitte',
  'Tomáš Dvořák',
  'Aylin Çelik',
  'Kwame Mensah',
  'Li Na',
  'Robert Ellison',
]

export function sampleCircle(count: number): Place[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `sample ${index * 7919}`,
    name: index % 3 === 1 ? undefined : someNames[index % someNames.length],
  }))
}

const svg = (places: Place[] | number, id: string) =>
  new Handlebars.SafeString(
    circleSvg(places, { title: 'The circle of signatures', description: '450 stand here, 268 of them by name.', id }),
  )

const visibility = {
  name: 'visibility',
  legend: 'Who may see your name?',
  hint: 'You can withdraw, or choose a less visible way, at any time. Nobody else can make your name more visible.',
  error: undefined,
  choices: [
    [
      'anonymous',
      'Nobody',
      'I count as one verified worker; not even the organizers can find out who.',
      '“verified, anonymous”',
      '“verified, anonymous”',
      '“verified, anonymous”',
      'Until the letter closes: that an address was used. Never which signature.',
    ],
    [
      'withheld',
      'The organizers only',
      'An organizer could pass it on. A court could order it. You may leave the name empty: nobody can give away a name that you did not type.',
      '“name withheld”',
      '“name withheld”',
      'Owners and moderators: your name, if given',
      'Your name, locked. The key is kept elsewhere.',
    ],
    [
      'together',
      'Nobody until 100 of us stand together, then everyone',
      'Until then your name is held.',
      'Held, then your name',
      'Held, then your name',
      'Held, then your name',
      'Your name, locked. The key is kept elsewhere.',
    ],
    [
      'recipients',
      'The executives',
      'They can pass it on. Expect that HR and lawyers see it too.',
      '“name given to the recipients”',
      'Your name',
      'Owners and moderators: your name',
      'Your name, locked. The key is kept elsewhere.',
    ],
    ['public', 'Everyone, for good', 'Search engines copy it.', 'Your name', 'Your name', 'Your name', 'Your name'],
  ].map(([value, title, words, everyone, recipients, organizers, database]) => ({
    first: value === 'anonymous',
    value,
    title,
    words,
    everyone,
    recipients,
    organizers,
    database,
    checked: value === 'together',
  })),
}

const letter = `<article class="letter" lang="en" dir="ltr">
<header class="letter-head">
<p class="addressees">To the chief executive and the board of Northwind</p>
<h1>Stop selling face recognition to the police</h1>
</header>
<div class="letter-body">
<p>Dear Ms Hartley,</p>
<p>We are troubled by the recent report exposing our company’s practice of providing face recognition to law enforcement agencies. We don’t have to wait to find out how these technologies will be used. We already know that in the midst of historic militarization of police, renewed targeting of activists, and the growth of a deportation force, they will be <em>another powerful tool</em> for the surveillance state, and ultimately serve to harm the most marginalized.<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup></p>
<p>We are not alone in this view: over 40 organizations signed an open letter in 2018 opposing it. A company that says it is “customer obsessed” must also see who is on the other side of the camera.</p>
<h2>What we ask</h2>
<div class="demands"><ol>
<li>Stop selling face recognition to law enforcement.</li>
<li>Stop providing infrastructure to Palantir and other partners who enable the agency.</li>
<li>Implement strong transparency and accountability measures, including an enumeration of which agencies use our services, and how.</li>
</ol></div>
<p>Our company should not be in the business of surveillance; we should not be in the business of policing. We demand a choice in what we build, and a say in how it is used.</p>
<hr class="footnotes-sep">
<section class="footnotes"><ol><li id="fn1"><p>American Civil Liberties Union, 22 May 2018. <a href="#fnref1">Back to the text</a></p></li></ol></section>
</div>
<p class="revision">Revision 2 of 14 June 2018. <a href="/x">See what changed</a></p>
</article>`

const counts = {
  counts: [
    { count: 450, words: 'verified work addresses' },
    { count: 12, words: 'vouched for by a verified colleague' },
    { count: 1280, words: 'supporters from outside, counted apart' },
  ],
  asOf: 'As of 14 June 2018, 18:00 UTC. Mailboxes verified, names as typed.',
}

export const pages: Record<string, GalleryPage> = {
  letter: {
    source: `{{{letter}}}
<section class="standing" aria-label="Who stands here">{{> circle svg=circle}}<div class="stack">{{> count}}
<p class="sign-here"><a class="button sign" href="/sign">Sign this letter</a></p></div></section>
<h2>The names</h2>{{> names}}{{> pagination label="Pages of names" previous="/x" next="/y"}}`,
    data: {
      letter,
      ...counts,
      circle: svg(sampleCircle(450), 'c'),
      names: Array.from({ length: 60 }, (_, index) =>
        index < 40
          ? { name: someNames[index % 20], detail: index % 7 === 0 ? 'Warehouse systems engineer' : undefined }
          : { words: 'name withheld' },
      ),
    },
    shell: { title: 'Stop selling face recognition to the police' },
  },
  few: {
    source: `<h1>Forty in the circle</h1>{{> circle svg=forty}}<h2>Ten</h2>{{> circle svg=ten}}<h2>Sixty</h2>{{> circle svg=sixty}}<h2>A hundred thousand</h2>{{> circle svg=many}}`,
    data: {
      forty: svg(sampleCircle(40), 'a'),
      ten: svg(sampleCircle(10), 'b'),
      sixty: svg(sampleCircle(60), 'c'),
      many: svg(100_000, 'd'),
    },
    shell: {},
  },
  visibility: {
    source: `<a class="back" href="/x">Back to the letter</a><form class="stack"><h1>Sign the letter</h1>{{> visibility-choices visibility}}<div class="actions"><button class="button main-act">Continue</button></div></form>`,
    data: { visibility },
    shell: { wide: true },
  },
  form: {
    source: `<a class="back" href="/x">Back</a>{{> errors}}<form class="stack"><h1>Your work address</h1>
{{#> notice}}<p>Use your own phone and network; only the code goes through work mail. Your employer’s mail system records that a code came.</p>{{/notice}}
{{> field address}}{{> field who}}{{> textarea words}}{{> choices class}}
<div class="actions"><button class="button sign" type="submit">Sign with my name</button><button class="button" type="submit">Send the code again</button><button class="button final">Close the letter for good</button><a class="button plain" href="/x">Leave without signing</a></div>
<div class="field code-entry"><label for="code">The code we sent</label><p class="hint">Ten digits in two groups of five.</p><input id="code" inputmode="numeric" value="12345 67890"></div>
<section class="key-card"><h2>Your key</h2><p><code class="key">ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2-3</code></p><p>Keep it off work devices.</p></section>
</form>`,
    data: {
      errors: [{ field: 'address', message: 'Use an address at northwind.example.' }],
      address: {
        name: 'address',
        label: 'Work address',
        hint: 'Forgotten as soon as you enter the code.',
        value: 'ann@gmial.com',
        error: 'Use an address at northwind.example.',
        type: 'email',
      },
      who: { name: 'name', label: 'Your name, as it should stand', value: 'Ann Lee' },
      words: { name: 'words', label: 'A statement without a name', rows: 4 },
      class: {
        name: 'class',
        legend: 'How are you connected?',
        choices: [
          { value: 'a', label: 'I work there', hint: 'A code goes to your work address.' },
          { value: 'b', label: 'I support the letter from outside', checked: true },
        ],
      },
    },
    shell: {},
  },
  dashboard: {
    source: `<h1>Stop selling face recognition to the police</h1>
<ul class="tabs"><li><a href="/x" aria-current="page">Dashboard</a></li><li><a href="/x">Text</a></li><li><a href="/x">Signatures</a></li><li><a href="/x">Delivery</a></li></ul>
<div class="dashboard"><section class="glance" aria-label="At a glance">
<div><h2>How many</h2><p class="answer"><span class="number">450</span> verified</p><p class="muted">38 more than yesterday</p></div>
<div><h2>To the next threshold</h2><p class="answer">50 more workers until stage 2, at 500</p></div>
<div><h2>What happens next</h2><p class="answer">Delivery to the manager in charge, when 500 have signed</p></div></section>
<section><div class="plot"><figure><figcaption>Verified signatures, each day</figcaption><svg viewBox="0 0 640 200" role="img" aria-label="Grows from 0 to 450"><path class="grid" d="M40 40H630M40 100H630"/><path class="axis" d="M40 170H630"/><path class="step" d="M40 170H120V150H200V120H300V90H420V60H560V45H630"/><text x="40" y="192">1 June</text><text x="630" y="192" text-anchor="end">14 June</text><text x="34" y="45" text-anchor="end">450</text></svg></figure></div></section>
<section><table class="stacks"><caption>Deliveries</caption><thead><tr><th>Recipient</th><th>State</th><th>Since</th><th class="amount">Names</th></tr></thead>
<tbody><tr><th scope="row">Office of the chief executive</th><td data-label="State">accepted by the company’s mail server</td><td data-label="Since">14 June 2018, 18:00 UTC</td><td class="amount" data-label="Names">268</td></tr>
<tr><th scope="row">Board</th><td data-label="State"><span class="tag">unsure</span></td><td data-label="Since">14 June 2018</td><td class="amount" data-label="Names">268</td></tr></tbody></table></section>
<section><h2>What happened</h2><ol class="timeline"><li class="happened"><span class="when">1 June 2018</span>Opened</li><li class="happened"><span class="when">12 June 2018</span>Delivered to the manager in charge</li><li><span class="when">19 June 2018, if there is no answer</span>Delivery to the board</li></ol></section>
<section><h2>Revision 2</h2><p class="diff">We ask you to <del>consider stopping</del> <ins>stop</ins> selling face recognition.</p></section></div>`,
    data: {},
    shell: { wide: true, signedIn: { name: 'Ann Lee' }, csrf: 'x' },
  },
}
