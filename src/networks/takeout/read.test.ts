import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import { openSource } from '../files/source.ts'
import { takeout } from './network.ts'

const own = 'UChanakoenishi0000000000'
const other = 'UCyuisato000000000000000'

test('a tree of several topics: own channel, works, subscriptions, comments and contacts', async () => {
  const { source, close } = await openSource(new URL('./sample', import.meta.url).pathname)
  const entries = entriesOf(await rowsOf(takeout.reader, source))
  await close()
  const [self, work, yui, , comment, chat, contact] = entries
  assert.ok(self?.kind === 'self')
  assert.deepEqual([self.account.key, self.account.name], [own, '縁 花子'])
  assert.deepEqual(work, {
    kind: 'work',
    work: {
      network: 'youtube',
      key: 'lmnopqrstuv',
      url: 'https://www.youtube.com/watch?v=lmnopqrstuv',
      title: 'はじめての製本',
      publishedAt: { at: Date.UTC(2026, 7, 2, 9), precision: 'second', zoneKnown: true },
    },
  })
  assert.ok(yui?.kind === 'account' && comment?.kind === 'act' && chat?.kind === 'act')
  assert.equal(yui.account.key, other)
  assert.equal(comment.account.key, other)
  assert.equal(comment.direction, 'by')
  assert.equal(comment.text, '糸の色がとても素敵です。')
  assert.equal(comment.externalKey, 'said:UgxA1')
  assert.equal(chat.text, '拝見しています')
  assert.ok(contact?.kind === 'account')
  assert.equal(contact.account.network, 'contacts')
})

const comments = (head: string, video: string) =>
  `${head}\nUgxA1,${own},2026-09-05T10:00:00Z,0,,${video},"{""text"":""素敵""}"\n`

for (const [language, folder, head] of [
  [
    'German',
    'YouTube und YouTube Music/Kommentare/Kommentare.csv',
    'Kommentar-ID,Kanal-ID,Zeitstempel der Kommentarerstellung,Preis,ID des übergeordneten Kommentars,Video-ID,Kommentartext',
  ],
  [
    'Japanese',
    'YouTube と YouTube Music/コメント/コメント.csv',
    'コメント ID,チャンネル ID,コメント作成のタイムスタンプ,価格,親コメント ID,動画 ID,コメントのテキスト',
  ],
  [
    'lower-case English',
    'YouTube/comments/comments.csv',
    'Comment ID,Channel ID,Comment create timestamp,Price,Parent comment ID,Video ID,Comment text',
  ],
] as const)
  test(`comments in ${language}, their channel from a history that is a page`, async () => {
    const page = `<div><a href="https://www.youtube.com/watch?v=abcdefghijk">和本の糸</a><br><a href="https://www.youtube.com/channel/${other}">佐藤 &amp; 結衣</a><br>05.09.2026</div>`
    const history = 'a/YouTube und YouTube Music/Verlauf/Wiedergabeverlauf.html'
    const files = { [`a/${folder}`]: comments(head, 'abcdefghijk'), [history]: page.repeat(300) }
    for (const piece of [64 * 1024, 100]) {
      const source = memorySource(files, piece)
      assert.equal(await takeout.reader.recognizes(source), true)
      const [self, act] = entriesOf(await rowsOf(takeout.reader, source))
      assert.equal(self?.kind, 'self')
      assert.ok(act?.kind === 'act')
      assert.deepEqual([act.account.key, act.account.name], [other, '佐藤 & 結衣'])
    }
  })

test('without a history a comment has nobody it was for; mail and calendars beside it are passed over', async () => {
  const files = {
    'Takeout/YouTube and YouTube Music/comments/comments.csv': comments(
      'Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text',
      'abcdefghijk',
    ),
    'Takeout/Mail/All mail.mbox': 'From 1@xxx Mon Mar 04 11:20:34 +0000 2024\nSubject: x\n\nx\n',
    'Takeout/Calendar/a.ics': 'BEGIN:VCALENDAR\nEND:VCALENDAR\n',
    'Takeout/YouTube and YouTube Music/playlists/a-videos.csv': 'Video ID,Added\nabcdefghijk,2026-01-01\n',
  }
  const rows = await rowsOf(takeout.reader, memorySource(files))
  assert.equal(entriesOf(rows).length, 1)
  assert.deepEqual(rejectsOf(rows), { 'no-author': 1 })
})
