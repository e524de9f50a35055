// Files that still hold sentences for people to read. Sentences move to templates/locales/; a file leaves the list with its last one.
export const holdSentences: readonly string[] = [
]
