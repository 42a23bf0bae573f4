import type { Level } from './comparison.ts'

/** Chances measured on 4,403 public profiles and on cross-script names (docs/explanation-people.md). */
export const levels = [
  { name: 'same name', m: 0.7, u: 1e-4 },
  { name: 'same name, in letters', m: 0.7, u: 1e-4 },
  { name: 'same name, of one word', m: 0.5, u: 1e-2 },
  { name: 'same name, in other characters', m: 0.05, u: 1e-4 },
  { name: 'same words, other order', m: 0.08, u: 0.08 / 2 ** 9 },
  { name: 'the same but for an initial or an ending', m: 0.08, u: 0.08 / 2 ** 9 },
  { name: 'read the same', m: 0.95, u: 1e-4 },
  { name: 'family name read the same, given name alike', m: 0.02, u: 1e-4 },
  { name: 'shortened reading', m: 0.2, u: 1e-3 },
  { name: 'family name read the same, given name partly', m: 0.02, u: 1e-3 },
  { name: 'the same in another script', m: 0.3, u: 1e-3 },
  { name: 'family name in common, and a nickname', m: 0.1, u: 1e-3 },
  { name: 'very alike', m: 0.08, u: 0.0004 },
  { name: 'family name and initial', m: 0.05, u: 1e-3 },
  { name: 'one name in common', m: 0.15, u: 0.01 },
  { name: 'one name in common, the others differ', m: 0.15, u: 0.01 },
  { name: 'family name in common, given name differs', m: 0.015, u: 0.015 },
  { name: 'letters of several alphabets', m: 1, u: 1, warns: true },
  { name: 'nothing in common', m: 0.08, u: 0.9 },
  { name: 'read differently', m: 0.004, u: 1 },
  { name: 'same name, another generation', m: 0.004, u: 1, warns: true },
] as const satisfies Level[]

const at = (name: (typeof levels)[number]['name']) => levels.findIndex(level => level.name === name)
export const SAME = at('same name')
/** In an alphabet: what is rare here may be common where it comes from. */
export const LETTERS = at('same name, in letters')
export const SINGLE = at('same name, of one word')
export const VARIANT = at('same name, in other characters')
export const REORDERED = at('same words, other order')
export const LONGER = at('the same but for an initial or an ending')
export const READ = at('read the same')
export const READ_ALIKE = at('family name read the same, given name alike')
export const SHORTENED = at('shortened reading')
export const PARTLY = at('family name read the same, given name partly')
export const TRANSLATED = at('the same in another script')
export const NICKNAME = at('family name in common, and a nickname')
export const ALIKE = at('very alike')
export const INITIAL = at('family name and initial')
export const SHARED = at('one name in common')
export const OTHERS = at('one name in common, the others differ')
export const FAMILY = at('family name in common, given name differs')
export const MIXED = at('letters of several alphabets')
export const NOTHING = at('nothing in common')
export const UNREADABLE = at('read differently')
export const GENERATION = at('same name, another generation')

/** Names that agree in full, but for the end of one, and in one word: what is made of such a name says it a second time. */
export const inFull: ReadonlySet<number> = new Set([SAME, LETTERS, VARIANT, REORDERED, LONGER, READ, ALIKE])
export const nearlyInFull: ReadonlySet<number> = new Set([READ_ALIKE, SHORTENED, PARTLY, INITIAL])
export const inOneWord: ReadonlySet<number> = new Set([SINGLE, SHARED, OTHERS, FAMILY])
/** Alike, and often enough two people: too little without something beside it. */
export const nearly: ReadonlySet<number> = new Set([
  VARIANT,
  LONGER,
  READ,
  ALIKE,
  TRANSLATED,
  NICKNAME,
  ...nearlyInFull,
])
/** Names of two people, as far as names tell. */
export const contradictory: ReadonlySet<number> = new Set([OTHERS, FAMILY, NOTHING, UNREADABLE, GENERATION])
/** Of two addresses on one mailbox, those two people have. */
export const ofTwo: ReadonlySet<number> = new Set([FAMILY, UNREADABLE, GENERATION])
