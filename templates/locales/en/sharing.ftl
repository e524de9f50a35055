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
