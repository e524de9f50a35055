### “If you are questioned”: for signatories whose employer asks them about a letter. It must promise nothing about the law, which
### differs between countries and contracts.

questioned-title = If you are questioned
questioned-lede = Your employer may ask about this letter. You can prepare what you say. This is not legal advice: the law differs between countries and contracts.
# Four sentences that also stand after signing.
questioned-decline = You can say: “I do not want to talk about that.” You can decline to say whether you signed and what you chose. Whether you have to answer depends on your country and your contract, so ask somebody first.
questioned-others = Say nothing about colleagues: not who signed, and not who might have.
questioned-code = A code in your work mail does not show that you signed. Anybody can have one sent to you.
questioned-time = Ask for the question in writing, and for time. Sign nothing on that day.
questioned-notes = Write down afterwards who asked, when, and in which words. Keep the note at home.
questioned-devices = Do not hand over your own phone, and do not look for your slip while somebody watches.
questioned-call-heading = Whom to call
# Followed by a name, and an address or telephone number.
questioned-call-operator = The people who run this server name these contacts:
questioned-call-own = Call your union, your works council, or a lawyer who works for employees. Do it from your own phone, before you answer.
questioned-call-organizers = The letter’s page can name a contact of its organizers. They cannot see how you signed, unless you chose to show them your name.
questioned-less-heading = If you are worried
questioned-less = With your slip you can withdraw your signature, or show your name to fewer people. The letter’s page leads to it. Copies that were made before stay as they are.
# A link to this page, after signing and on a letter’s page.
questioned-link = If you are questioned: whom to call
