import { domainToUnicode } from 'node:url'
import { isOneScript } from './scripts.ts'

/**
 * A domain as people read it: an internationalized one in its own script.
 * A part that could be taken for another one stays in ASCII (`xn--…`), as in the address bars of browsers.
 * @param domain as `normaliseDomain` returns it. May start with `*.`.
 */
export function domainInWords(domain: string): string {
  if (!domain.includes('xn--')) return domain
  const labels = domain.split('.').map((ascii) => ({ ascii, shown: domainToUnicode(ascii) }))
  const top = labels.at(-1)?.shown ?? ''
  return labels.map(({ ascii, shown }) => (isUnmistakable(shown, top) ? shown : ascii)).join('.')
}

/** A mail address as people read it. Only an internationalized domain changes. */
export function addressInWords(address: string): string {
  const at = address.lastIndexOf('@') + 1
  return address.slice(0, at) + domainInWords(address.slice(at))
}

/** Returns true if nobody takes this part of a domain for another one. */
function isUnmistakable(label: string, top: string): boolean {
  // No other characters, so that `normaliseDomain` reads the words back: forms show them too. Joiners cannot be seen.
  if (!/^[\p{L}\p{M}\p{Nd}-]+$/u.test(label)) return false
  // After composition, a mark on such a letter is one that no keyboard makes. It may be too small to be seen.
  if (/[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]\p{M}/u.test(label)) return false
  if (eastAsian.test(label))
    return isOneScript(label.replace(/[a-z]/g, '')) && !(/[a-z]/.test(label) && likeSigns.test(label))
  if (!isOneScript(label)) return false
  if (/\p{sc=Latin}/u.test(label)) return isPlainLatin(label, top)
  // A whole word can look Latin: “аррӏе” in Cyrillic letters. Below a top level of its own script nobody expects a Latin one.
  return !likeLatin.test(label) || !/^[a-z0-9-]+$/.test(top)
}

const eastAsian = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}]/u

/** Look like a stroke, a dash, a bracket or a zero beside Latin letters. */
const likeSigns = /[丶丨丿一ノヽヾー・〇ロ口工ニ二へヘ]/u

/** Words of these letters alone look Latin: Cyrillic, Greek, Armenian, Hebrew and Georgian. */
const likeLatin = /^[аысԁеԍһіюјӏорԗԛѕԝхуъьҽпгѵѡαικνρυωηοτագզէլհյնոսւօדוחיןסიოყძხჽჿ\d-]+$/u

/** Letters of alphabets in use, with marks that can be seen. Some are used only where people write them: “ı”, and a dot below. */
function isPlainLatin(label: string, top: string): boolean {
  const local = { tr: /ı/gu, az: /ı/gu, vn: /\u0323/gu }[top]
  const letters = label.normalize('NFD').replace(/[\u0300-\u0304\u0306-\u030c\u031b\u0326-\u0328\p{Nd}-]/gu, '')
  return /^[a-zæœøßþðđħłŋŧəǝ]*$/u.test(local ? letters.replace(local, '') : letters)
}
