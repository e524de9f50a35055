### Passing a letter on: the organizers' page “Your letter is open”, and what people see after they have signed.
### A letter is “quiet” while people sign by a link that nobody can guess. It is “open” when it is public.

# Somebody asks for the link of a letter that is still a draft.
refusal-not-open-yet = This letter is a draft. It can be shared once it is open.

## Titles and headings

sharing-title = Share the letter
sharing-heading-open = Your letter is open
sharing-heading-quiet = People can sign by the quiet link
# The letter takes no more signatures. It can still be read.
sharing-heading-closed = Share the letter
sharing-lede-open = Everybody can read and sign it now. Pass it on to the people who should see it.
sharing-lede-quiet = Only people who have the link can read and sign it. Its title stands in no text below, so nobody sees it before the page opens.
sharing-lede-closed = It takes no more signatures. Everybody who has the link can still read it.
# A link to this page.
sharing-open-page = Share it: link, texts, QR code

## What each way of sharing says to the person who shares. No part of it may be lost: an employer reads work mail, chats and printers.

sharing-caution = Own phone, own network, own account. Not Slack, Teams, work mail or a work printer. Scan it away from work.

## The link

sharing-link-heading = The link
sharing-link-open = It is the same for everybody. It does not show who passed it on, or how.
sharing-link-quiet = It is the same for everybody, and does not show who passed it on. Everybody who gets it can read the letter.
sharing-copy-link = Copy the link
# A button. It opens the list of apps to which a phone can send the link.
sharing-sheet = Share with an app
# Above five words. <typing> is a link to the page on which they are typed.
sharing-words = These five words do the same as the link. People type them on the page <typing>quiet link</typing>.
sharing-copy-words = Copy the words
# The quiet link has no words. <replace> is a link to the page on which the organizers replace it.
sharing-old-form = This link is of an older form, without words. If you <replace>replace it</replace>, you get one that people can also hear and type. The old link then stops working.
# Shown by a script for a moment.
sharing-copied = Copied.
# The browser refuses to copy.
sharing-selected = Your browser does not copy. The text is selected: copy it by hand.

## The texts, as a list on the page

sharing-texts-heading = Three texts
sharing-texts-open = In the letter’s language. Change them as you like, but not the link.
sharing-texts-quiet = They do not say what the letter is about. Say that yourself, where nobody else hears it.
sharing-chat-heading = For a chat
sharing-spoken-heading = To say aloud
sharing-print-heading = For paper
sharing-copy-text = Copy the text

## The QR code

sharing-qr-heading = QR code
sharing-qr = It holds the link and nothing else. Show it on your phone, or print it at home.
# Read aloud in place of the picture.
sharing-qr-label = The link as a QR code

## The circle on another site

sharing-embed-heading = On your own site
sharing-embed = This code shows the circle and the count on another site, without names and without a script. Both change with each batch. A click opens the letter in a new tab. Readers of that site load the circle from this server, which keeps nothing of it. Use it on a site of your own, or of a group that supports you, and not on one of your employer.
sharing-embed-copy = Copy the code

## The poster: a file to print, in several sizes. Links on the page.

sharing-poster-heading = Poster
sharing-poster = PDF files to print, with the title, the demands in short, the link and the QR code. They do not say who made them, or when.
sharing-poster-a4 = Poster, A4
# The paper of North America, 8.5 by 11 inches. It has nothing to do with the letter that people sign.
sharing-poster-letter = Poster, US Letter
sharing-poster-a6 = Four leaflets, A6, on one page of A4
# Strips with the link, at the lower edge, which passers-by tear off.
sharing-poster-strips-a4 = With strips to tear off, A4
sharing-poster-strips-letter = With strips to tear off, US Letter
# Somebody asks for the poster of a letter that is not public, or that takes no more signatures.
refusal-no-poster = Only an open letter has a poster.

## On the poster, in the letter's language

# Below the demands.
sharing-poster-more =
    { $count ->
        [one] and { $count } more demand
       *[other] and { $count } more demands
    }
# Beside the QR code, above the link.
sharing-poster-read = Read it, and sign it if you agree.
sharing-poster-caution = Scan it away from work, with your own phone, in your own network.

## After somebody has signed

sharing-after-signing-heading = Pass it on
sharing-after-signing = Show the letter to people who should read it. Nothing in the link shows that you signed, or who passed it on.
# Opens the picture.
sharing-qr-show = Show the link as a QR code
sharing-next-heading = What you can do next
# After an anonymous signature, above the two sentences below. Both need a mail address.
sharing-next-anonymous = Wait with these until later, and use another network. If somebody watches our server right now, they could connect a mail address with your signature.
# <updates> is a link to a form.
sharing-updates = <updates>Get updates by mail</updates>, at your personal address. It is kept apart from every signature.
# <vouching> is a link to a page.
sharing-vouching = Do you work with somebody who has no work mailbox, or does not dare to use it? If you signed with your work address, you can <vouching>vouch for colleagues</vouching>.

## The texts that people pass on for a public letter, in the letter's language. Each message is a paragraph of its own. No mark-up.
## $title is the letter's title. $link is its address. $state is: open, closed. If it is closed, it takes no more signatures.

# $employers is a list of names of employers.
sharing-from = An open letter from workers at { $employers }.
# Begins a message in a chat. $from is the message sharing-from.
sharing-chat =
    { $title }
    { $from }
# Begins what somebody says aloud. $from is the message sharing-from.
sharing-spoken = { $from } It is called “{ $title }”.
# $demands is a list, one on each line.
sharing-spoken-demands =
    This is what it asks for:
    { $demands }
sharing-read =
    { $state ->
        [closed] Read it: { $link }
       *[open] Read it, and sign it if you agree: { $link }
    }
sharing-spoken-read =
    { $state ->
        [closed] You can read it on your own phone, away from work: { $link }
       *[open] You can read and sign it on your own phone, away from work: { $link }
    }
# $anonymous is: yes, no. If it is yes, people can sign so that nobody sees their name.
sharing-names =
    { $anonymous ->
        [yes] You choose who sees your name. You can also sign so that nobody sees it.
       *[no] You choose who sees your name.
    }
# The day after which the letter takes no signatures.
sharing-until = You can sign until { DATETIME($on, dateStyle: "long") }.
sharing-own-phone = Open it on your own phone, in your own network. Do not pass it on in Slack, Teams or work mail.

## The texts that people pass on for a quiet letter, in the letter's language. They must not say that it is a letter, or what it is about.
## $link is its address.

sharing-quiet-chat = Please read this: { $link }
sharing-quiet-spoken = There is something that I would like you to read.
# $words are five English words. $url is the address of the page on which they are typed.
sharing-quiet-words =
    Open { $url } and type these five words:
    { $words }
sharing-quiet-own-phone = Use your own phone, in your own network. Do not pass it on in Slack, Teams or work mail.
