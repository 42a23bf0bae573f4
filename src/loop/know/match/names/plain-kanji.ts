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

/** The kanji of a name as they stand, with the selectors that choose among their forms. */
export const writtenKanji = (text: string): string =>
  [...text].filter(char => /\p{Script=Han}|[\u{e0100}-\u{e01ef}]/u.test(char)).join('')

const remembered = new Map<string, string>()
