import Handlebars from 'handlebars'
import { renderBare, type PageName, type Pages } from '../http/pages.ts'
import type { Language } from '../messages/languages.ts'
import { say, type Sentence } from '../refusal.ts'
import { writeDry, type DrySignature } from './rules.ts'

export interface DryStartPage {
  id: string
  title: Sentence
  begin: string
  back: string
  missing: boolean
}

/** The form that leads to the next page, where the real page leads nowhere. `action` is '' if there is none. */
export interface DryNext {
  action: string
  dry: string
  signingKey: string
  label: Sentence
}

/** A real page of a signatory, inside a frame that says that this is a dry run. */
export interface DryStepPage extends DryNext {
  back: string
  step: Sentence
  /** The code that a signatory would get by mail. */
  code: string | undefined
  codeMail: string | undefined
  page: Handlebars.SafeString
}

export interface DryAnonymousPage extends DryNext {
  back: string
}

export interface DryMailPage {
  back: string
  again: string
  mail: { to: string; subject: string; text: string } | undefined
}

declare module '../http/pages.ts' {
  interface Pages {
    'dry-run/start': DryStartPage
    'dry-run/step': DryStepPage
    'dry-run/anonymous': DryAnonymousPage
    'dry-run/mail': DryMailPage
  }
}

export function dryPath(letterId: string): string {
  return `/dashboard/letters/${letterId}/dry-run`
}

interface Around {
  /** The path of the dry run. */
  base: string
  csrf: string | undefined
  language: Language
  /** What the real page's forms carry in a dry run, because no table holds it. */
  dry: DrySignature | undefined
}

/**
 * Renders a real page of a signatory. Its forms lead to the dry run and carry the session's token, and its links to other pages lead
 * nowhere, because no such page exists before the letter opens.
 */
export function realPage<Name extends PageName>(
  name: Name,
  data: Pages[Name],
  { base, csrf = '', language, dry }: Around,
): Handlebars.SafeString {
  const hidden = (field: string, value: string) =>
    `<input type="hidden" name="${field}" value="${Handlebars.escapeExpression(value)}">`
  const carried = hidden('_csrf', csrf) + (dry ? hidden('dry', writeDry(dry)) : '')
  const ours = new Set([base, `${base}/sign`])
  const html = renderBare(name, data, { csrf, language })
    .replace(/ href="([^"#][^"]*)"/g, (all, href: string) => (ours.has(href) ? all : ''))
    .replace(/<form\b[^>]*\bmethod="post"[^>]*>/g, (form) => form + carried)
  return new Handlebars.SafeString(html)
}

export const nowhere: DryNext = { action: '', dry: '', signingKey: '', label: '' }

export function nextTo(base: string, to: 'mine' | 'mail', dry: DrySignature, signingKey = ''): DryNext {
  return { action: `${base}/${to}`, dry: writeDry(dry), signingKey, label: say('dry-run-next', { to }) }
}
