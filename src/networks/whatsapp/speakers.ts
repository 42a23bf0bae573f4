import { oneLine } from '../files/text.ts'
import { type Body, isDeleted, unquoted } from './message.ts'
import { invisible } from './plain-line.ts'

/** Names, texts of the app under one name, and notices that are remembered; more only in a crowd that is large anyway. */
const NAMES = 2_000
const PEOPLE = 300
const TEXTS = 60
const NOTICES = 1_000
const ALL_TEXTS = 3_000

type Speaker = { lines: number; plain: number; texts: Set<string>; hasFile: boolean }

/**
 * Learns from a whole chat who in it is a person. Since 2024 iPhones put the notices of a group under its own name, in the
 * language of the phone; so what is told is told by form: a group never says anything without the app's mark, sends no
 * file, and is never named by a notice as somebody who did something, while the notices under its name name others.
 */
export class Speakers {
  private readonly speakers = new Map<string, Speaker>()
  private readonly notices: string[] = []
  private texts = 0
  private first: { line: number; author: string } | undefined

  add(body: Body, line: number): void {
    const { author } = body
    if (author === undefined) {
      if (this.notices.length < NOTICES) this.notices.push(body.raw.slice(0, 400))
      return
    }
    this.first ??= { line, author }
    let speaker = this.speakers.get(author)
    if (!speaker) {
      if (this.speakers.size >= NAMES) return
      this.speakers.set(author, (speaker = { lines: 0, plain: 0, texts: new Set(), hasFile: false }))
    }
    speaker.lines++
    if (!body.isMarked) speaker.plain++
    else if (isFile(body)) speaker.hasFile = true
    else if (speaker.texts.size < TEXTS && this.texts++ < ALL_TEXTS) speaker.texts.add(textOf(body))
  }

  /** `isTitle`: whether the file is named after somebody. */
  settle(isTitle: (name: string) => boolean): Known {
    const names = [...this.speakers.keys()]
    const silent = names.filter(name => this.speakers.get(name)!.plain === 0).slice(0, PEOPLE)
    const rooms = new Set(silent.filter(name => this.isRoom(name, isTitle)))
    const cut = new Set(names.filter(name => this.isCut(name)))
    const people = names.filter(name => !rooms.has(name) && !cut.has(name))
    return new Known(people, rooms, cut, this.first?.line ?? 0)
  }

  private isRoom(name: string, isTitle: (name: string) => boolean): boolean {
    const speaker = this.speakers.get(name)!
    if (speaker.hasFile || speaker.texts.size === 0) return false
    const others = [...this.speakers].filter(([other]) => other !== name)
    const said = [...this.speakers.values()].flatMap(({ texts }) => [...texts])
    const all = [...said, ...this.notices]
    if (all.some(text => names(unquoted(text), name))) return false
    const texts = [...speaker.texts].filter(text => !isDeleted(text))
    const isShared = (text: string) => others.some(([, each]) => each.plain > 0 && each.texts.has(text))
    if (texts.some(text => !isSentence(text) && isShared(text))) return false
    const isFirst = this.first?.author === name
    const namesOthers = texts.some(text => others.some(([other]) => names(text, other)))
    const isQuoted = all.some(text => text.includes(name))
    if (others.length === 1) return isQuoted || namesOthers || texts.length > 2
    if (others.length === 0) return false
    return isQuoted || namesOthers || isFirst || isTitle(name) || texts.some(isSentence)
  }

  /** On Android: the head of a notice whose group has a colon in its name, beginning with who did it. */
  private isCut(name: string): boolean {
    const { lines, plain } = this.speakers.get(name)!
    if (lines > 2 || plain !== lines || name.length < 25) return false
    for (const [other, each] of this.speakers) {
      if (each.lines <= lines || !name.startsWith(`${other} `)) continue
      if (name.slice(other.length + 1).split(' ').length >= 3) return true
    }
    return false
  }
}

/** Who speaks in a chat, and which lines of it are the app's. */
export class Known {
  readonly people: readonly string[]
  private readonly named: readonly string[]
  readonly rooms: ReadonlySet<string>
  private readonly cut: ReadonlySet<string>
  private readonly firstLine: number
  private readonly told = new Map<string, boolean>()

  constructor(
    people: readonly string[],
    rooms: ReadonlySet<string>,
    cut: ReadonlySet<string>,
    firstLine: number,
  ) {
    this.people = people
    this.named = people.slice(0, PEOPLE)
    this.rooms = rooms
    this.cut = cut
    this.firstLine = firstLine
  }

  isNotice(body: Body, line: number): boolean {
    const { author } = body
    if (body.isNotice || author === undefined || this.cut.has(author) || this.rooms.has(author)) return true
    if (!body.isMarked || isFile(body)) return false
    const text = textOf(body)
    if (line === this.firstLine && weight(text) >= 25) return true
    let told = this.told.get(text)
    if (told === undefined) {
      told = isSentence(text) || this.named.some(name => names(text, name))
      if (this.told.size < 10_000) this.told.set(text, told)
    }
    return told
  }
}

/** A call that nobody took: the app says what can be done now, and no time. One that was held says how long it was. */
export const isMissedCall = ({ isMarked, raw }: Body) =>
  isMarked && ((/, \u200e\D+$/u.test(raw) && !raw.includes('\n')) || (raw.length < 60 && missed.test(raw)))
const missed =
  /\bmissed (?:voice|video|group)|不在着信|未接|부재중|verpasster|perdida|perdido|appel (?:vocal|vidéo) manqué|persa\b|пропущенн|gemiste|missat|nieodebran|cevapsız/iu

const file =
  /<[^<>]{1,40}:\s?[^<>]+>|\.(?:jpe?g|png|webp|gif|heic|mp4|mov|3gp|opus|m4a|mp3|aac|ogg|wav|pdf|docx?|xlsx?|pptx?|odt|txt|vcf|zip|csv)\b|https?:\/\/|•/iu

/** A picture, a document, a place or a poll: something that somebody sent. */
const isFile = ({ raw, words }: Body) => words.includes('\n\u200e') || file.test(raw.slice(0, 400))

/** What the app says in one line; those that stand for a picture are short and have no full stop. */
const textOf = ({ raw }: Body) => oneLine(raw.replace(invisible, '')).slice(0, 300)
const isSentence = (text: string) => /[.。।۔։።។။!！؟?]$/u.test(text) || weight(text) > 60

/** Length as it is read: a character of Chinese, Japanese or Korean is worth two letters. */
function weight(text: string): number {
  return (
    text.length +
    (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0)
  )
}

const isLetter = (sign: string) => /[\p{L}\p{N}]/u.test(sign)
const isSpaced = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}]/u

/** Whether a text has a name in it that is no part of another word; where words are not parted by spaces, anywhere. */
function names(text: string, name: string): boolean {
  if (name.length < 2) return false
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? ' '
    const after = text[at + name.length] ?? ' '
    // Some languages put their endings and prefixes straight to a name (`Kaan'ı`, `וקאאן`): one side is enough.
    const isFree = !isLetter(before) || !isLetter(after)
    if (!isSpaced.test(name) || (name.length > 3 ? isFree : !isLetter(before) && !isLetter(after)))
      return true
  }
  return false
}
