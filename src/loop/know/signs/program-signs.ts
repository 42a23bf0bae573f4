import { getDomain } from 'tldts'
import {
  bots,
  givenNames,
  handlesAlone,
  inScripts,
  lastWords,
  pairsOfWords,
  particles,
  programHostParts,
  programHosts,
  programs,
  topics,
} from './program-words.ts'
import type { Sign } from './sign.ts'

/** What is known of an account when it is asked whether a program keeps it. */
export type ProgramFacts = {
  network: string
  key: string
  name?: string
  /** As shown: `@weather@bots.example`, `rss_bot`; of mail the address. */
  handle?: string
  url?: string
  /** The network itself says that no human is there. */
  isDeclared?: boolean
  acts?: ActPattern
}

/** What an account did toward the owner. */
export type ActPattern = {
  count: number
  /** Different kinds of act. */
  kinds: number
  /** Acts that are shares or mentions. */
  passing: number
  /** Different texts in comments and replies. */
  ownWords: number
  /** Acts within ten minutes after the post appeared, of posts whose time is known. */
  prompt: number
  /** Posts that appeared from its first to its last act. */
  posts: number
}

export type Judged = { weight: number; reasons: Sign[] }

/** From this weight on an account is taken for a program until the owner says otherwise. */
export const programAt = 1

/** Address books, and networks on which people go by their own name, hold people. */
const ofPeople = new Set(
  'contacts card hand linkedin facebook line whatsapp event connpass doorkeeper peatix meetup eight'.split(
    ' ',
  ),
)

/**
 * Whether a program keeps an account: weights and reasons, added up. A word of its name or address weighs 1 where nobody is
 * called that; what may also be somebody's name needs a second sign; own words speak for a human. Pure.
 */
export function programSigns(facts: ProgramFacts): Judged {
  if (ofPeople.has(facts.network)) return { weight: 0, reasons: [] }
  const reasons: Sign[] = []
  const add = (code: string, weight: number, more: Partial<Sign> = {}) => {
    if (weight !== 0) reasons.push({ code, weight, ...more })
  }
  if (facts.isDeclared) add('declared', 2)
  const name = nameWeight(facts.name)
  add('name', name.weight, { word: name.word })
  const handle = handleWeight(facts)
  if (!name.isHuman && !isSameAgain(facts)) add('handle', handle.weight, { word: handle.word })
  const place = hostWeight(facts)
  add('host', place.weight, { word: place.word })
  const { acts } = facts
  if (acts) {
    add('prompt', promptWeight(acts), { count: acts.prompt, of: acts.count })
    if (reasons.length > 0 && acts.count >= 3 && acts.passing === acts.count && acts.kinds === 1)
      add('never-speaks', 0.2, { count: acts.count })
    if (reasons.length > 0 && acts.ownWords > 0)
      add('speaks', acts.ownWords > 1 ? -0.5 : -0.3, { count: acts.ownWords })
  }
  const weight = Math.round(reasons.reduce((sum, one) => sum + one.weight, 0) * 100) / 100
  return { weight, reasons }
}

/** A user name made of the name says nothing new. */
function isSameAgain({ name = '', handle = '' }: ProgramFacts): boolean {
  const letters = (text: string) => wordsOf(text).join('')
  return name !== '' && letters(name) === letters(handle.replace(/^@/, '').split('@')[0]!)
}

type Found = { weight: number; word?: string; isHuman?: boolean }

function nameWeight(name: string | undefined): Found {
  if (!name) return { weight: 0 }
  const shown = name.normalize('NFKC')
  // A role that somebody plays by hand.
  if (/手動|manual/i.test(shown)) return { weight: 0, isHuman: true }
  const script = inScripts.find(word => shown.includes(word))
  if (script) return { weight: 1, word: script }
  const bracketed = /[[(【（［]\s*(bot|ボット|ロボット|бот|自動|rss|feed)\s*[\])】）］]/iu.exec(shown)?.[1]
  if (bracketed) return { weight: 1, word: bracketed }
  const words = wordsOf(shown)
  const found = strongest(words, shown)
  if (found.word) found.word = asWritten(found.word, shown)
  if (found.weight > 0 || !shown.includes('🤖')) return found
  return { weight: 0.5, word: '🤖' }
}

/** `RSS`, where `rss` was found. */
function asWritten(word: string, shown: string): string {
  const at = shown.toLowerCase().indexOf(word)
  return at < 0 ? word : shown.slice(at, at + word.length)
}

function strongest(words: readonly string[], shown: string): Found {
  let best: Found = { weight: 0 }
  words.forEach((word, at) => {
    const one = wordWeight(words, at, shown)
    if (one.isHuman || one.weight > best.weight) best = one
    if (pairsOfWords.has(`${word}-${words[at + 1] ?? ''}`))
      best = { weight: 1, word: `${word} ${words[at + 1]}` }
  })
  return best
}

function wordWeight(words: readonly string[], at: number, shown: string): Found {
  const word = words[at]!
  const before = words[at - 1]
  const isLast = at === words.length - 1
  if (bots.has(word)) {
    if (isSurname(words, at)) return { weight: 0, isHuman: true }
    // `Bot Tanaka` may be somebody; so may `Mr. Robot`.
    if (!isLast && at === 0 && words.length === 2 && !topics.has(words[1]!)) return { weight: 0.6, word }
    return before === 'mr' || before === 'mrs' ? { weight: 0.6, word } : { weight: 1, word }
  }
  if (programs.has(word))
    return /・/.test(shown) && words.length > 1 ? { weight: 0.6, word } : { weight: 1, word }
  if (lastWords.has(word)) return { weight: isLast ? 1 : 0.4, word }
  if (/봇$/.test(word)) return { weight: 1, word }
  const stem = /^(.+?)(?:bot|feed|ボット|フィード)$/.exec(word)?.[1]
  return stem && topics.has(stem) ? { weight: 1, word } : { weight: 0 }
}

/** `Jan Bot`, `J. Bot`, `Yves Le Bot`. */
function isSurname(words: readonly string[], at: number): boolean {
  const before = words[at - 1]
  if (before === undefined || words.length > 4) return false
  return before.length === 1
    ? /\p{Script=Latin}/u.test(before)
    : givenNames.has(before) || particles.has(before)
}

function handleWeight({ network, key, handle }: ProgramFacts): Found {
  const shown = handle ?? (network === 'mail' ? key : undefined)
  if (!shown) return { weight: 0 }
  const local = shown
    .replace(/^@/, '')
    .split('@')[0]!
    .replace(/\.bsky\.social$/, '')
  const words = wordsOf(local)
  if (words.length === 1 && handlesAlone.has(words[0]!)) return { weight: 1, word: local }
  const found = strongest(words, local)
  if (found.isHuman) return { weight: 0 }
  if (found.weight > 0) return { weight: found.weight, word: local }
  const letters = words.join('')
  if (/newsletter|noreply|mailerdaemon/.test(letters)) return { weight: 1, word: local }
  if (/^relay|relay$/.test(letters) || /robot$/.test(letters)) return { weight: 0.6, word: local }
  // `talbot`, `abbot` and `cabot` are people.
  return /.{2}bot$/.test(letters) ? { weight: 0.4, word: local } : { weight: 0 }
}

function hostWeight({ network, key, url }: ProgramFacts): Found {
  if (network !== 'web' && network !== 'fediverse' && network !== 'claim') return { weight: 0 }
  const host = hostIn(url) ?? hostIn(key)
  if (!host) return { weight: 0 }
  const domain = getDomain(host, { allowPrivateDomains: true }) ?? host
  if (programHosts.has(host) || programHosts.has(domain)) return { weight: 1, word: host }
  const first = host.split('.')[0]!
  return programHostParts.has(first) && host !== domain ? { weight: 1, word: host } : { weight: 0 }
}

/** Shares or mentions, always the same, minutes after nearly every post: nobody is always awake. */
function promptWeight({ count, kinds, passing, ownWords, prompt, posts }: ActPattern): number {
  if (count < 6 || kinds > 1 || passing < count || ownWords > 0 || prompt < 0.9 * count) return 0
  return count >= 8 && prompt >= 0.8 * posts ? 1 : 0.6
}

function hostIn(address: string | undefined): string | undefined {
  const host = /^(?:https?:\/\/)?([a-z\d.-]+\.[a-z\d-]{2,})(?:[:/]|$)/i.exec(address ?? '')?.[1]
  return host?.toLowerCase().replace(/^www\./, '')
}

const runs =
  /[\p{Script=Latin}\p{M}]+|[\p{Script=Katakana}ー]+|\p{Script=Hangul}+|[\p{Script=Cyrillic}\p{M}]+|[\p{Script=Greek}\p{M}]+|[\p{Script=Arabic}\p{M}]+|[\p{Script=Hebrew}\p{M}]+|[\p{Script=Devanagari}\p{M}]+|\p{Script=Han}+|\p{Script=Hiragana}+/gu

/** The words of a name or user name: apart by script, by what is no letter, and by capitals (`RSSBot`); without accents. */
function wordsOf(text: string): string[] {
  return (text.normalize('NFKC').match(runs) ?? []).flatMap(run =>
    run
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
      .split(' ')
      .map(word =>
        /\p{Script=Latin}|\p{Script=Greek}/u.test(word) ? word.normalize('NFD').replace(/\p{M}/gu, '') : word,
      )
      .map(word => word.toLowerCase()),
  )
}
