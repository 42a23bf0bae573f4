import { Parser } from 'htmlparser2'
import { type When, whenOfParts } from '#ledger/when.ts'
import type { Row, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { headText } from '../files/head.ts'
import { decoded, oneLine } from '../files/text.ts'
import { personOf } from './accounts.ts'

/**
 * The page of friends out of an export as web pages, brought by itself. Its classes change; what stays is a heading
 * with the name, and the day somewhere below it:
 *
 *     <section><h2 class="_2ph_ _a6-h _a6-i">佐藤 結衣</h2><footer><div class="_a72d">6月 30, 2026 5:30:53 AM</div>…
 */
export async function friendsPageOf(source: Source): Promise<SourceFile | undefined> {
  const [file] = source.files
  if (!file || source.files.length !== 1 || !/\.html?$/i.test(file.path)) return undefined
  const head = await headText(file)
  const isFriends = /friends/i.test(file.path) || /<title>[^<]*(?:friends|友達)/i.test(head)
  return isFriends && /class="[^"]*_a6-/.test(head) && /<h2\b/i.test(head) ? file : undefined
}

export async function* readFriendsPage(file: SourceFile): AsyncGenerator<Row> {
  const page = new FriendsPage()
  let broken: string | undefined
  try {
    for await (const text of decoded(file.open())) yield* told(page.push(text), file.path)
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error
    broken = error.message
  }
  if (broken !== undefined || !page.isWhole) {
    yield { ok: false, where: file.path, why: 'truncated', ...(broken && { detail: broken }) }
    return
  }
  yield* told(page.end(), file.path)
}

type Friend = { name: string; day: string }

function* told(friends: readonly (Friend & { place: number })[], path: string): Generator<Row> {
  for (const { name, day, place } of friends) {
    const where = `${path} #${place}`
    const account = personOf(name)
    const when = whenOfPage(day)
    if (!account) yield { ok: false, where, why: 'hidden-member' }
    else if (!when)
      yield day === ''
        ? { ok: true, entry: { kind: 'account', account } }
        : { ok: false, where, why: 'bad-date' }
    else {
      const externalKey = `connect:by:${account.key}`
      yield { ok: true, entry: { kind: 'act', act: 'connect', direction: 'by', when, account, externalKey } }
    }
  }
}

class FriendsPage {
  isWhole = false
  private readonly parser: Parser
  private friend: Friend | undefined
  private isHeading = false
  private out: (Friend & { place: number })[] = []
  private place = 0

  constructor() {
    this.parser = new Parser({
      onopentagname: name => {
        if (name !== 'h2') return
        this.finish()
        this.isHeading = true
        this.friend = { name: '', day: '' }
      },
      onclosetag: (name, isImplied) => {
        if (name === 'h2') this.isHeading = false
        if (name === 'section' && !isImplied) this.finish()
        if (name === 'html' && !isImplied) this.isWhole = true
      },
      ontext: text => {
        if (!this.friend) return
        if (this.isHeading) this.friend.name = `${this.friend.name}${text}`.slice(0, 4_000)
        else if (/\d/.test(text)) this.friend.day = `${this.friend.day}${text}`.slice(0, 200)
      },
    })
  }

  push(text: string): (Friend & { place: number })[] {
    this.parser.write(text)
    return this.out.splice(0)
  }

  end(): (Friend & { place: number })[] {
    this.parser.end()
    this.finish()
    return this.out.splice(0)
  }

  private finish(): void {
    if (this.friend) {
      this.place += 1
      this.out.push({ name: oneLine(this.friend.name), day: oneLine(this.friend.day), place: this.place })
    }
    this.friend = undefined
  }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Days as the pages write them, in the owner's local time: `6月 30, 2026 5:30:53 AM`, `Jun 30, 2026, 5:30 AM`, `2026年6月30日 5:30`. */
export function whenOfPage(text: string): When | undefined {
  const value = text.normalize('NFKC')
  const dated =
    /(\d{1,2})月\s*(\d{1,2}),\s*(\d{4})(.*)$/.exec(value) ??
    /\b([a-z]{3})[a-z]*\.?\s+(\d{1,2}),\s*(\d{4})(.*)$/i.exec(value)
  const eastern = /(\d{4})[年/-](\d{1,2})[月/-](\d{1,2})日?(.*)$/.exec(value)
  const year = Number(dated?.[3] ?? eastern?.[1])
  const named =
    dated && /^\d/.test(dated[1]!) ? Number(dated[1]) : months.indexOf(dated?.[1]?.toLowerCase() ?? '') + 1
  const month = dated ? named : Number(eastern?.[2])
  const day = Number(dated?.[2] ?? eastern?.[3])
  const rest = dated?.[4] ?? eastern?.[4] ?? ''
  const time = /(午前|午後)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?/i.exec(rest)
  if (!time) return whenOfParts([year, month, day, 0, 0, 0], 'day')
  const half = (time[5] ?? (time[1] === '午後' ? 'pm' : time[1] === '午前' ? 'am' : '')).toLowerCase()
  const hour = half === '' ? Number(time[2]) : (Number(time[2]) % 12) + (half === 'pm' ? 12 : 0)
  const precision = time[4] === undefined ? 'minute' : 'second'
  return whenOfParts([year, month, day, hour, Number(time[3]), Number(time[4] ?? 0)], precision)
}
