import { expect, test } from 'vitest'
import { deliveredCopies } from '../support/delivered-copies.ts'
import { mailFile, mailKey, namesOfTests } from '../support/mail-files.ts'
import { api } from '../support/stories.ts'
import { serverWithSwitches } from '../support/switched-off.ts'
import { tokensOf } from '../support/deliveries.ts'

const names = namesOfTests()
const attacker = mailKey('attacker.example')
names.add(attacker)
const { server, without } = await serverWithSwitches(
  [
    {
      name: 'tokens',
      file: 'server/delivery/responses/publish-answer.ts',
      from: "(await findSecrets(core, letterId, [text, by ?? ''], { owner: true, db: trx })).flat()",
      to: '[]',
    },
    {
      name: 'domain',
      file: 'server/mail/mail-file/signatures.ts',
      from: 'domain.endsWith(`.${signing}`)',
      to: 'true',
    },
  ],
  { resolveTexts: names.resolve },
)

test('an employer learns no link to a private page from three published answers; unchecked it learns all three', async () => {
  const { campaign, base, copies } = await deliveredCopies(server)
  const { owner, letter } = campaign
  const host = new URL(server.parts.config.values.PUBLIC_URL).host
  const token = (await tokensOf(server, letter.id))['Ada Hartley']!
  const published = async () => {
    const { json } = await api(server, null, 'GET', `/letters/${letter.slug}`)
    return (json.delivery.answers as { text: string }[]).filter(({ text }) => text.includes(token)).length
  }
  const ids: string[] = []
  for (const text of [`We answer at http://${host}/r/${token}`, `>> ${token}\nNo.`, `Yes. (r/${token})`]) {
    const file = await mailFile({ text, date: server.now(), inReplyTo: `<${copies['Ada Hartley']!}>` })
    const { json } = await api(server, owner, 'POST', `${base}/mail/recording`, { mail: file.toString('base64'), text })
    ids.push(json.id as string)
  }
  const publishAll = async () => {
    for (const id of ids) await api(server, owner, 'POST', `${base}/${id}/publication`)
  }
  await publishAll()
  expect(await published()).toBe(0)
  await without('tokens', publishAll)
  await expect.poll(published).toBe(3)
})

test('none of three answers that a stranger forges counts as signed by the executive; all do if any domain may sign', async () => {
  const { campaign, base, copies } = await deliveredCopies(server)
  const forged = await Promise.all(
    ['We agree.', 'We refuse.', 'We resign.'].map(async (text) => {
      const from = 'Ada Hartley <ada.hartley@board.example>'
      const file = await mailFile(
        { from, text, date: server.now(), inReplyTo: `<${copies['Ada Hartley']!}>` },
        attacker,
      )
      return file.toString('base64')
    }),
  )
  const believed = async () => {
    const read = await Promise.all(forged.map((mail) => api(server, campaign.owner, 'POST', `${base}/mail`, { mail })))
    return read.filter(({ json }) => json.signature === 'recipient').length
  }
  expect(await believed()).toBe(0)
  expect(await without('domain', believed)).toBe(3)
})
