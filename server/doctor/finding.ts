/** What the doctor found: fine, worth thinking about, or something that would betray signatories or lose what they were promised. */
export interface Finding {
  level: 'good' | 'think' | 'bad'
  what: string
  /** What to change; '' where nothing has to be. */
  advice: string
}

export const good = (what: string): Finding => ({ level: 'good', what, advice: '' })
export const think = (what: string, advice: string): Finding => ({ level: 'think', what, advice })
export const bad = (what: string, advice: string): Finding => ({ level: 'bad', what, advice })
