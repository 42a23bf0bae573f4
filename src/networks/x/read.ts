import type { AccountRef, RejectCode, Row, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { csvReject, csvTable } from '../files/csv.ts'
import { isFields, textIn } from '../files/fields.ts'
import { jsonItems } from '../files/json-items.ts'
import { rowsAt } from '../files/rows.ts'
import { decoded } from '../files/text.ts'
import { type Archive, archiveOf, csvColumns, type Role } from './files.ts'
import { readGroups, readMessages } from './messages.ts'
import { Notes } from './notes.ts'
import { ownerOf } from './owner.ts'
import { isId, People } from './people.ts'
import { type Reading, rowsOfTweet } from './rows.ts'
import { jsonOfScript } from './script.ts'
import { inner, tweetOf, tweetOfRow } from './tweet.ts'

/**
 * The archive X makes under Settings › Your account › Download an archive of your data: JSON in scripts, in parts when
 * it is large (`tweets.js`, `tweets-part1.js`), all numbers as text:
 *
 *     window.YTD.tweets.part0 = [ { "tweet" : { "id_str" : "1838…", "created_at" : "Tue Sep 24 08:00:00 +0000 2024",
 *       "full_text" : "@yui_sato 糸綴じ、楽しみです", "in_reply_to_screen_name" : "yui_sato", … } }, … ]
 *     window.YTD.like.part0 = [ { "like" : { "tweetId" : "1838…", "expandedUrl" : "https://twitter.com/i/web/…" } } ]
 *     window.YTD.follower.part0 = [ { "follower" : { "accountId" : "42", "userLink" : "…" } } ]
 *
 * and what came before 2018: `data/js/tweets/2013_05.js` (`Grailbird.data.tweets_2013_05 = […]`) with `tweets.csv`.
 * Posts first: followers and messages are told by number, and only posts say whose number it is. An address book that
 * was once uploaded (`contact.js`) is numbers and addresses without names, and stays closed.
 */
export async function* readArchive(source: Source): AsyncGenerator<Row> {
  const archive = await archiveOf(source)
  const owner = await ownerOf(archive, source)
  if (owner.self) yield { ok: true, entry: owner.self }
  const reading: Reading = { owner, people: new People(), notes: new Notes() }
  for await (const { value, where, reject } of items(archive, 'notes'))
    if (reject ?? !reading.notes.add(value)) yield reject ?? { ok: false, where, why: 'unreadable' }

  for (const role of ['tweets', 'circle', 'oldTweets'] as const) {
    for await (const { value, where, reject } of items(archive, role)) {
      yield* rowsAt(where, () => {
        const tweet = isFields(value) ? tweetOf(value) : undefined
        if (tweet) return rowsOfTweet(tweet, where, role !== 'circle', reading)
        return [reject ?? { ok: false, where, why: isFields(value) ? 'no-key' : 'unreadable' }]
      })
    }
  }
  // The scripts tell the same posts, and more of each.
  if (!archive.has('oldTweets') && !archive.has('tweets')) yield* readTable(archive, reading)
  yield* leftOut(archive, 'deleted', 'spam')
  yield* leftOut(archive, 'likes', 'no-author')
  yield* readFollows(archive, 'followers', reading)
  yield* readFollows(archive, 'following', reading)
  for (const file of archive.get('messages') ?? archive.get('messageHeaders') ?? [])
    yield* readMessages(file, owner, reading.people)
  for (const file of archive.get('groups') ?? archive.get('groupHeaders') ?? [])
    yield* readGroups(file, owner, reading.people)
}

async function* leftOut(archive: Archive, role: Role, why: RejectCode): AsyncGenerator<Row> {
  for await (const { where, reject } of items(archive, role)) yield reject ?? { ok: false, where, why }
}

/** Followers are bare numbers without a date: only those whose handle a post has told are somebody. */
async function* readFollows(
  archive: Archive,
  role: 'followers' | 'following',
  { people }: Reading,
): AsyncGenerator<Row> {
  for await (const { value, where, reject } of items(archive, role)) {
    const found = isFields(value) ? inner(value) : undefined
    const id = textIn(found, 'accountId')
    const account = isId(id) ? people.find(id) : undefined
    if (!account) yield reject ?? { ok: false, where, why: found ? 'no-key' : 'unreadable' }
    else if (!account.handle) yield { ok: false, where, why: 'hidden-member' }
    else yield { ok: true, entry: { kind: 'account', account: marked(account, role, found) } }
  }
}

const marked = (account: AccountRef, role: string, found: unknown): AccountRef => ({
  ...account,
  extra: { [role]: textIn(found, 'userLink') ?? 'yes' },
})

async function* readTable(archive: Archive, reading: Reading): AsyncGenerator<Row> {
  for (const file of archive.get('csv') ?? []) {
    try {
      for await (const { columns, items } of csvTable(decoded(file.open()), csvColumns)) {
        for (const item of items) {
          const where = `${file.path} line ${item.line}`
          const broken = csvReject(item, file.path)
          const cells = 'cells' in item ? item.cells : []
          const tweet = broken ? undefined : tweetOfRow(column => cells[columns.get(column) ?? -1] ?? '')
          if (tweet) yield* rowsOfTweet(tweet, where, true, reading)
          else yield broken ?? { ok: false, where, why: 'no-key' }
        }
      }
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error
      yield { ok: false, where: file.path, why: 'truncated' }
    }
  }
}

type Item = { value?: unknown; where: string; reject?: Row }

async function* items(archive: Archive, role: Role): AsyncGenerator<Item> {
  for (const file of archive.get(role) ?? []) yield* itemsOf(file)
}

async function* itemsOf(file: SourceFile): AsyncGenerator<Item> {
  for await (const found of jsonItems(jsonOfScript(file.open()), { arrays: [] })) {
    if (found.kind === 'field') continue
    const where = `${file.path} #${found.index + 1}`
    if (found.kind === 'bad') yield { where, reject: { ok: false, where, why: found.why } }
    else yield { value: found.value, where }
  }
}
