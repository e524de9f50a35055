import type { DraftParts } from '../letter/rules.ts'

/** A site where nobody has work mail. Its workers sign after an in-person check. */
export const warehouse = 'Warehouse in Tacoma'

/** The domain of the second recipient, who answers by mail. */
export const answeringDomain = 'meridian-board.example'

/** The invented letter of the rehearsal. Nobody and nothing in it is real. */
export const inventedLetter: DraftParts = {
  title: 'Do not sell our cameras to the police',
  language: 'en',
  slug: '',
  facets: {
    role: ['Engineering', 'Research', 'Sales and support', 'Operations'],
    team: [],
    site: ['Seattle', 'Dublin', 'Bengaluru', warehouse, 'Elsewhere'],
  },
  text: `We build the cameras and the models that Halden sells to warehouses and that Meridian runs in its cloud. We were proud to build them for the people who count pallets and the people who look for leaks.

In March we learned from the press that both companies offer the same system to police departments, to find faces in a crowd.[^1] Nobody who built it was asked. The system was never tested for that use: on our own test set it takes **one dark-skinned woman in twelve** for somebody else.[^2]

We know what a false match is in a warehouse: a box goes to the wrong shelf. We know what it is in the street.

Our companies say that their customers *promise to use it well*. So did the customers of those who sold it before us.[^3] A promise is not a safeguard, and a contract that nobody may read is not oversight.

We are not asking for the impossible. We ask our employers to stop, to say what they have sold, and to let those who build these systems have a say in how they are used. We sign in a circle, so that nobody is first.

[^1]: *The Harbour Courier*, “Faces in the crowd”, 3 March 2026.
[^2]: Internal evaluation report HR-2231, table 4, circulated to all of engineering in January 2026.
[^3]: Committee on Public Safety, minutes of 12 November 2025, page 31.
`,
  demands: [
    'Stop selling face recognition to police departments and to those who resell it to them.',
    'Publish every contract under which our systems are used on people who did not agree to it.',
    'Set up a council of employees, elected by us, that must be heard before our work is sold for such a use.',
  ],
  recipients: [
    {
      name: 'Ingrid Halvorsen',
      office: 'Chief executive, Halden Robotics',
      address: 'ingrid.halvorsen@halden-board.example',
    },
    {
      name: 'Rafael Ocampo',
      office: 'Chief executive, Meridian Cloud',
      address: `rafael.ocampo@${answeringDomain}`,
    },
    {
      name: 'Dr Yewande Adeyemi',
      office: 'Chair of the board, Halden Robotics',
      address: 'chair@yewande-adeyemi.example',
    },
  ],
  employers: [
    { name: 'Halden Robotics', domains: ['halden.example', '*.halden.example'] },
    { name: 'Meridian Cloud', domains: ['meridian.example'] },
  ],
}

/** An error that is noticed after the opening and corrected in a second revision. */
export const slip = { wrong: 'one dark-skinned woman in twelve', right: 'one dark-skinned woman in eleven' }

export const coveringNote = `This letter was written and signed by people who work for you. Each of them proved a work address; each chose who may see the name.

We would be glad to talk. Please answer here, or write to the address that this mail names.`

export const escalationNote = `We wrote to Ms Halvorsen first, and gave her time: {{days of silence}} have passed without an answer. {{count in words}} stand behind the letter now.

We would be glad to talk. Please answer here, or write to the address that this mail names.`

export const assistant = 'Tomasz Wren, office of the chief executive'

/** Named in the copies, so that executives can ask there whether the letter is real. */
export const secondPlace = 'Harbour Workers’ Union, +44 20 7946 0991'

export const counsel = { name: 'Nadia Fell, general counsel', address: 'nadia.fell@adeyemi-counsel.example' }

export const answer = `Thank you for writing, and for the care with which you did.

I did not know of figure four in the evaluation report. I have stopped the sale to police departments from today until the board has met on 9 June, and I have asked for the contracts to be reviewed for publication.

I do not yet know what I can promise about a council. I would like to hear from you first.

Ingrid Halvorsen`

export const answerByMail = `Thank you for your letter.

Meridian Cloud will publish the three contracts that you name by the end of the month. On the other two demands, the board decides on 16 June.

Rafael Ocampo`
