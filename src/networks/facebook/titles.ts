import { foldedName, oneLine } from '../files/text.ts'
import type { Names } from './accounts.ts'

/**
 * Whom a sentence of the export is about. Facebook tells the other person only there, in the language of the account:
 *
 *     Hanako Enishi commented on Yui Sato's post.
 *     縁 花子さんが佐藤 結衣さんの投稿にコメントしました。
 */
export type Target = { kind: 'person'; name: string } | { kind: 'self' } | { kind: 'unknown' }

const LONGEST = 500
const english =
  /\b(?:commented on|replied to|likes?|liked|reacted to|wrote on|posted (?:on|in|to)|shared [^.]{0,80}? (?:on|to)|was with|is with) (.{1,120}?)['’]s? (?=(?:(?:own|new|live|cover|profile|shared|old) ){0,3}(?:post|photo|picture|video|comment|reply|link|reel|story|status|album|timeline|wall|profile|activity|event|group|page|note|memory|answer|question|update|poll|review|check-in|life event)s?\b(?:\s*[.:…]|\s*$|\s(?:in|on|to|at|from|with|and|that|about)\b))/
const japanese = /さんが(.{1,80}?)さんの/
const selves = /\b(?:his|her|their|your|its|my|his\/her) own\b|自分の|ご自身の|自身の/

export function targetOf(sentence: string, own: ReadonlySet<string>, names: Names): Target {
  const text = oneLine(sentence, LONGEST)
  if (selves.test(text)) return { kind: 'self' }
  const told = english.exec(text)?.[1] ?? japanese.exec(text)?.[1]
  // A known name is told from any other language, and is surer than a guess where the sentence ends otherwise.
  const name = told ?? wholly(names.within(text, own), text)
  if (name === undefined) return { kind: 'unknown' }
  return own.has(foldedName(name)) ? { kind: 'self' } : { kind: 'person', name: oneLine(name) }
}

/** A name that goes on in the sentence is the beginning of another one: `Maya's Kitchen`, `Maya Lindqvists Beitrag`. */
function wholly(name: string | undefined, text: string): string | undefined {
  if (name === undefined) return undefined
  const at = text.toLowerCase().indexOf(name.toLowerCase())
  const rest = at === -1 ? '' : text.slice(at + name.length)
  return /^['’]s\s+\p{Lu}|^\s+\p{Lu}[\p{L}-]*s\s/u.test(rest) ? undefined : name
}
