/** Clipboards as programs fill them, written by hand. `markdown` is what becomes of them in a letter. */
export interface Paste {
  html: string
  markdown: string
  leftOut?: string[]
}

const word = (
  body: string,
) => `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15"><link rel=File-List href="file:///C:/x/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->${body}<!--EndFragment--></body></html>`

const wordItem = (sign: string, level: number, words: string, list = 'l0', name = 'p') =>
  `<${name} class=MsoListParagraph style='text-indent:-18.0pt;mso-list:${list} level${level} lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>${sign}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></${name}>`

const wordNote = (number: number, words: string) =>
  `<div style='mso-element:footnote' id=ftn${number}><p class=MsoFootnoteText><a style='mso-footnote-id:ftn${number}' href="#_ftnref${number}" name="_ftn${number}" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[${number}]<![endif]></span></span></a> ${words}</p></div>`

const wordReference = (number: number) =>
  `<a style='mso-footnote-id:ftn${number}' href="#_ftn${number}" name="_ftnref${number}" title=""><span class=MsoFootnoteReference>[${number}]</span></a>`

const google = (body: string) =>
  `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1a2b3c">${body}</b><br class="Apple-interchange-newline">`
const googleSpan = (words: string, style = '') =>
  `<span style="font-size:11pt;font-family:Arial;color:#000000;font-weight:400;font-style:normal;text-decoration:none;${style}white-space:pre-wrap;">${words}</span>`

export const pastes: Record<string, Paste> = {
  'Word for Windows': {
    html: word(
      `<p class=MsoTitle>Close the\n  night dock<o:p></o:p></p><p class=MsoNormal>We load <b style='mso-bidi-font-weight:normal'>at <i>night</i></b>.${wordReference(1)} Ask <a href="https://union.example/a_b">us</a>.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><h1>What we ask</h1>${wordItem('1.', 1, 'Close it.')}${wordItem('2.', 1, 'Pay us.')}${wordItem('a)', 2, 'In full.')}${wordItem('·', 4, 'Soon.')}${wordItem('3.', 1, 'Listen.')}<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>${wordNote(1, 'The <i>report</i>, <a href="https://report.example/7">page 7</a>.')}</div>`,
    ),
    markdown:
      '## Close the night dock\n\nWe load **at *night***.[^1] Ask [us](https://union.example/a_b).\n\n## What we ask\n\n1. Close it.\n2. Pay us.\n   1. In full.\n      - Soon.\n3. Listen.\n\n[^1]: The *report*, [page 7](https://report.example/7).',
  },
  'Word with two footnotes, tracked changes and pictures': {
    html: word(
      `<p class=MsoNormal>B${wordReference(2)} and A${wordReference(1)}. <del cite="mailto:x">Never</del><ins>Always</ins>. <s>Old</s><!--[if gte vml 1]><v:shape id="p"></v:shape><![endif]--><img width=300 src="file:///C:/x/image001.png"></p><div style='mso-element:footnote-list'>${wordNote(1, 'One.</p><p class=MsoFootnoteText>More of one.')}${wordNote(2, 'Two.')}</div>`,
    ),
    markdown: 'B[^2] and A[^1]. Always.\n\n[^2]: Two.\n[^1]: One.\n\n    More of one.',
    leftOut: ['pictures', 'struck'],
  },
  'Word for Mac': {
    html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><p class="MsoNormal" style="margin: 0cm; font-weight: normal;">One<span class="Apple-converted-space">\u00a0</span><span>\u00a0 </span>two<o:p></o:p></p><p class="MsoListParagraph" style="margin: 0cm; text-indent: -18pt;"><span style="font-family: Symbol;">·<span style="font-size: 7pt;">\u00a0\u00a0\u00a0\u00a0 </span></span>First<o:p></o:p></p><p class="MsoListParagraph" style="text-indent: -18pt;"><span style="font-family: Symbol;">·<span style="font-size: 7pt;">\u00a0\u00a0\u00a0\u00a0 </span></span><b>Second</b></p></html>`,
    markdown: 'One two\n\n- First\n- **Second**',
  },
  'Word for the web': {
    html: `<div class="OutlineElement Ltr"><p class="Paragraph" role="heading" aria-level="2" paraid="1"><span class="TextRun" style="font-weight: bold;"><span class="NormalTextRun">We ask</span></span><span class="EOP">\u00a0</span></p></div><div class="ListContainerWrapper"><ol class="NumberListStyle1" role="list" start="1"><li data-leveltext="%1." data-aria-posinset="1" data-aria-level="1" role="listitem" class="OutlineElement"><p class="Paragraph"><span class="NormalTextRun">Stop.</span><span class="EOP">\u00a0</span></p></li></ol></div><div class="ListContainerWrapper"><ul class="BulletListStyle1" role="list"><li data-aria-level="2" role="listitem"><p><span>Now.</span></p></li></ul></div><div class="ListContainerWrapper"><ol class="NumberListStyle1" role="list" start="2"><li data-aria-posinset="2" data-aria-level="1" role="listitem"><p><span>Answer.</span></p></li></ol></div>`,
    markdown: '## We ask\n\n1. Stop.\n   - Now.\n2. Answer.',
  },
  'Google Docs': {
    html: google(
      `<h1 dir="ltr">${googleSpan('We ask')}</h1><br><p dir="ltr">${googleSpan('Plain ')}${googleSpan('bold', 'font-weight:700;')}${googleSpan(' and ')}${googleSpan('slanted', 'font-style:italic;')}${googleSpan('.')}<a href="https://www.google.com/url?q=https://paper.example/a&amp;sa=D&amp;usg=X" style="text-decoration:none;">${googleSpan('Paper', 'text-decoration:underline;')}</a></p><ol><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation">${googleSpan('One')}</p></li><ul><li dir="ltr" aria-level="2"><p>${googleSpan('Inner')}</p></li></ul><li dir="ltr" aria-level="1"><p>${googleSpan('Two')}</p></li></ol><h3>${googleSpan('Deep')}</h3>`,
    ),
    markdown:
      '## We ask\n\nPlain **bold** and *slanted*.[Paper](https://paper.example/a)\n\n1. One\n   - Inner\n2. Two\n\n### Deep',
  },
  'Google Docs with a footnote': {
    html: google(
      `<p>${googleSpan('Said so.')}<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>${googleSpan(' And on.')}</p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>${googleSpan(' The source.')}</p></div>`,
    ),
    markdown: 'Said so.[^1] And on.\n\n[^1]: The source.',
  },
  LibreOffice: {
    html: `<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 24.2 (Linux)"><style>p { line-height: 115% }</style></head><body lang="en-GB"><h2 class="western">Title</h2><p style="margin-bottom: 0cm">Text<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>\n<font face="Arial"><b>bold</b></font></p><ul><li><p>one</p></li><li><p>two</p><p>more</p></li></ul><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>The note</p></div></body></html>`,
    markdown: '## Title\n\nText[^1] **bold**\n\n- one\n\n- two\n\n  more\n\n[^1]: The note',
  },
  Pages: {
    html: `<html><head><meta name="Generator" content="Cocoa HTML Writer"><style type="text/css">p.p1 {margin: 0.0px}</style></head><body><p class="p1"><span class="s1"><b>Title</b></span></p><p class="p2"><br></p><p class="p1">Text <i>here</i>.</p><ol class="ol1"><li class="li1">one</li><li class="li1">two</li></ol></body></html>`,
    markdown: '**Title**\n\nText *here*.\n\n1. one\n2. two',
  },
  Outlook: {
    html: `<html><body><div class="WordSection1"><p class="MsoNormal">See <a href="https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fpaper.example%2Fa%3Fb%3D1&amp;data=05%7C02%7Cada.fenwick%40lantern.example%7C">the paper</a>.<o:p></o:p></p><p class="MsoNormal">Or <a href="https://urldefense.com/v3/__https://court.example/8__;!!abc$">the court</a>.</p><img src="https://track.example/p.gif" width="1" height="1"></div></body></html>`,
    markdown: 'See [the paper](https://paper.example/a?b=1).\n\nOr [the court](https://court.example/8).',
  },
  Gmail: {
    html: `<div dir="ltr">Hello,<div><br></div><div>first <img alt="👍" src="https://mail.google.com/e" width="16">.</div><div>- one</div><div>- two</div><br><div class="gmail_quote"><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc">They <b>said</b> so.<br><br>Twice.</blockquote></div><blockquote style="margin:0 0 0 40px;border:none;padding:0px">indented</blockquote></div>`,
    markdown: 'Hello,\n\nfirst 👍.\n\n- one\n- two\n\n> They **said** so.\n>\n> Twice.\n\nindented',
  },
  'a table': {
    html: `<table><tr><th>Who</th><th>What</th></tr><tr><td>Ada</td><td>Dock 4</td></tr></table><table><tr><td><p>Only a place</p><p>for text</p></td></tr></table>`,
    markdown: 'Who – What\n\nAda – Dock 4\n\nOnly a place\n\nfor text',
    leftOut: ['tables'],
  },
  'a page with scripts': {
    html: `<script>alert(1)</script><p onclick="alert(2)">Text <a href="javascript:alert(3)">here</a><iframe src="x">no</iframe></p><style>p{}</style><svg><script>alert(4)</script></svg><p style="display:none">hidden</p><a href="data:text/html,x">data</a><noscript><p>off</p></noscript><textarea>typed</textarea>`,
    markdown: 'Text here\n\ndatatyped',
    leftOut: ['pictures'],
  },
}
