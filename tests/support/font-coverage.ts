import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as fontkit from 'fontkit'
import { format, resolveConfig } from 'prettier'
import { families, type Family } from '../../server/fonts.ts'

export const coverageFile = new URL('../../server/font-coverage.ts', import.meta.url)

/** The text of server/font-coverage.ts, made from the files of the fonts. */
export async function fontCoverage(): Promise<string> {
  const rows = families.map((family) => `'${family.name}': '${rangesOf(charactersOf(family))}',`)
  const text = [
    '// Made by `npm run fonts` from the files of the fonts in fonts.ts. A test compares the two.',
    '',
    '/** The characters that each family of fonts.ts can draw, as hexadecimal code points and ranges of them. */',
    'export const fontCoverage: Readonly<Record<string, string>> = {',
    ...rows,
    '}',
  ].join('\n')
  return format(text, { ...(await resolveConfig(coverageFile.pathname)), parser: 'typescript' })
}

/** The characters that are in every weight and style of a family, in their order. */
function charactersOf({ folders }: Family): number[] {
  const [first, ...others] = folders
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => /\.(ttf|otf)$/.test(path))
    .map((path) => fontkit.openSync(path))
    .map((font) => new Set('characterSet' in font ? font.characterSet : []))
  return [...(first ?? [])].filter((code) => others.every((other) => other.has(code))).sort((a, b) => a - b)
}

function rangesOf(codes: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const code of codes) {
    const last = ranges.at(-1)
    if (last?.[1] === code - 1) last[1] = code
    else ranges.push([code, code])
  }
  return ranges
    .map(([from, to]) => (from === to ? from.toString(16) : `${from.toString(16)}-${to.toString(16)}`))
    .join(' ')
}
