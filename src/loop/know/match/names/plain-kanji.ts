import { folded } from '#ledger/name.ts'

/** `folded`, remembered by character: names are made of a few thousand of them. */
export function plainKanji(text: string): string {
  let plain = ''
  for (const char of text) {
    let known = remembered.get(char)
    if (known === undefined) {
      known = folded(char)
      remembered.set(char, known)
    }
    plain += known
  }
  return plain
}

const remembered = new Map<string, string>()
