import Handlebars from 'handlebars'
import { expect, test } from 'vitest'
import { registerHelpers } from '../../server/http/helpers.ts'
import { argumentsOfPartials, partialName } from '../support/partials.ts'
import { filesIn, readSource } from '../support/sentences.ts'

test('a partial uses each argument that a template passes to it', () => {
  const partials = new Map(filesIn('templates/', '.hbs').map((file) => [partialName(file), file]))
  const ignored = [...argumentsOfPartials()].flatMap(([name, passed]) => {
    const file = partials.get(name)
    if (file === undefined) return name.startsWith('@') ? [] : [`no partial ${name}`]
    const used = wordsIn(readSource(file))
    return [...passed].filter((word) => !used.has(word)).map((word) => `${name} ${word}`)
  })
  expect(ignored).toEqual([])
})

/** The first word of each path of a template, without helpers. */
function wordsIn(source: string): Set<string> {
  const words = new Set<string>()
  const visitor = new (class extends Handlebars.Visitor {
    override PathExpression({ data, parts }: hbs.AST.PathExpression): void {
      if (!data && parts[0] !== undefined) words.add(parts[0])
    }
  })()
  visitor.accept(Handlebars.parse(source))
  return words
}

test('a partial with arguments is guarded: only an argument that some template passes to it may be missing', () => {
  const handlebars = Handlebars.create()
  registerHelpers(handlebars)
  handlebars.registerPartial('file', handlebars.compile('{{#if error}}{{error}}{{/if}}{{#if accpet}}{{accpet}}{{/if}}'))
  const page = handlebars.compile('{{> file name="pdf"}}')
  expect(() => page({})).toThrow('file.accpet')
  handlebars.registerPartial('file', handlebars.compile('{{#if error}}{{error}}{{/if}}{{name}}'))
  expect(page({})).toBe('pdf')
})
