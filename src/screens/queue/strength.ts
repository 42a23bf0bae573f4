/** How strongly so many bits speak, in a word: the key of words.ts. */
export function strengthOf(bits: number): 'muchVery' | 'much' | 'some' | 'little' {
  const much = Math.abs(bits)
  return much >= 10 ? 'muchVery' : much >= 5 ? 'much' : much >= 2 ? 'some' : 'little'
}

/** Where each bar of the waterfall begins and ends, in bits. */
export function stepsOf(weights: readonly number[]): { from: number; to: number }[] {
  let at = 0
  return weights.map(bits => {
    const from = at
    at += bits
    return { from, to: at }
  })
}

/** What is told on both sides, in the form in which it is compared: whole names, handles, addresses, organisations. */
export function inCommon(one: readonly (string | null)[], other: readonly (string | null)[]): Set<string> {
  const theirs = new Set(other.flatMap(text => (text ? [plain(text)] : [])))
  return new Set(one.flatMap(text => (text && theirs.has(plain(text)) ? [plain(text)] : [])))
}

export const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^@|[\s\u3000・]/g, '')
    // A handle with its server, unless it is a mail address or a page.
    .replace(/^([^@/.]+)@[^/]*$/, '$1')
