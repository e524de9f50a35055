import type { Catalogue } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import type { Agreed } from './agree.ts'
import type { AgreementJson, ProposalJson } from './schemas.ts'
import type { ProposalsFacts } from './show-proposals.ts'
import { mailsShown, wordsOf } from './view.ts'

export function approvalsJson(facts: ProposalsFacts, words: Catalogue): ProposalJson[] {
  return facts.proposals.map((proposal) => {
    const { id, kind, row, yours, open, content, refusals } = proposal
    return {
      id,
      act: row.act,
      kind,
      words: formatSentence(wordsOf(proposal), words),
      state: open ? 'open' : row.granted_until ? 'granted' : 'refused',
      stage: content?.stage ?? null,
      subject: row.subject as Record<string, unknown>,
      proposed_by: row.by,
      proposed_on: row.proposed_on,
      yours,
      facts: (content?.seen.facts ?? []).map((fact) => formatSentence(fact, words)),
      letter: content?.seen.content ?? null,
      note: content?.seen.note ?? null,
      mails: mailsShown(proposal),
      shown: content?.asProposed === true ? content.hash : null,
      refusals: refusals.map(({ by, reason, on }) => ({ by, reason, on })),
    }
  })
}

export function agreementJson({ invitation }: Agreed): AgreementJson {
  return { outcome: 'done', link: invitation?.link ?? null }
}
