import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { carOf } from '#networks/bluesky/sample/pack.ts'
import { words, write } from '../import/archives.ts'
import { seeded } from '../ledger.ts'

/** Writes an invented archive under `folder` and says what to import. */
type Writer = (folder: string, rows: number) => Promise<string>

const next = seeded(23)
const say = (n: number) => Array.from({ length: n }, () => words[Math.floor(next() * words.length)]).join(' ')
const dayMs = 86_400_000
const timeOf = (i: number, rows: number) => new Date(Date.UTC(2021, 0, 1) + (i / rows) * 5 * 365 * dayMs)
/** UTF-8 as Meta writes it: each byte as a character. */
const meta = (text: string) => Buffer.from(text).toString('latin1')
const json = (value: unknown) =>
  JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

async function into(path: string, pieces: Iterable<string>) {
  await mkdir(dirname(path), { recursive: true })
  await write(path, pieces)
}

/** Mails of about 3 KB between the owner and one in fifty of the rows' number of people. */
export const mbox: Writer = async (folder, rows) => {
  const path = join(folder, 'all.mbox')
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
  await into(
    path,
    (function* () {
      for (let i = 0; i < rows; i++) {
        const who = Math.floor((rows / 50) * next() ** 2)
        const at = timeOf(i, rows)
        const date = `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()} ${at.toISOString().slice(11, 19)} +0000`
        const other = `Person ${who} <person-${who}@mail.example>`
        const mine = 'Hanako Enishi <hanako@hanako.example>'
        const [from, to] = next() < 0.6 ? [other, mine] : [mine, other]
        yield `From ${i}@xxx ${at.toUTCString().slice(0, 3)} ${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2, '0')} ${at.toISOString().slice(11, 19)} +0000 ${at.getUTCFullYear()}\nX-Gmail-Labels: ${from === mine ? 'Sent' : 'Inbox'}\nDelivered-To: hanako@hanako.example\nReceived: by mx.hanako.example; ${date}\nMessage-ID: <m${i}@mail.example>\nDate: ${date}\nFrom: ${from}\nTo: ${to}\nSubject: ${say(5)}\nContent-Type: text/plain; charset=UTF-8\n\n${say(40)}\n${say(300)}\n\n`
      }
    })(),
  )
  return path
}

export const xTweets: Writer = async (folder, rows) => {
  const data = join(folder, 'twitter', 'data')
  await into(join(data, 'account.js'), [
    'window.YTD.account.part0 = [{"account":{"username":"hanako","accountId":"1001","accountDisplayName":"Hanako"}}]',
  ])
  await into(
    join(data, 'tweets.js'),
    (function* () {
      yield 'window.YTD.tweets.part0 = [\n'
      for (let i = 0; i < rows; i++) {
        const who = Math.floor((rows / 20) * next() ** 2)
        const id = `${1_400_000_000_000_000_000n + BigInt(i) * 4_194_304n}`
        const [day, date, month, year, time] = timeOf(i, rows).toUTCString().replace(',', '').split(' ')
        const name = `person${who}`
        yield `${i > 0 ? ',\n' : ''}${JSON.stringify(
          {
            tweet: {
              retweeted: false,
              entities: {
                hashtags: [],
                user_mentions: [
                  {
                    name,
                    screen_name: name,
                    indices: ['0', `${name.length + 1}`],
                    id_str: `${2000 + who}`,
                    id: `${2000 + who}`,
                  },
                ],
                urls: [],
              },
              display_text_range: ['0', '140'],
              favorite_count: '1',
              in_reply_to_status_id_str: `${1_300_000_000_000_000_000n + BigInt(i)}`,
              id_str: id,
              in_reply_to_user_id: `${2000 + who}`,
              truncated: false,
              retweet_count: '0',
              id,
              created_at: `${day} ${month} ${date} ${time} +0000 ${year}`,
              favorited: false,
              full_text: `@${name} ${say(15)}`,
              lang: 'ja',
              in_reply_to_screen_name: name,
              in_reply_to_user_id_str: `${2000 + who}`,
            },
          },
          null,
          1,
        )}`
      }
      yield '\n]\n'
    })(),
  )
  return join(folder, 'twitter')
}

export const facebookMessages: Writer = async (folder, rows) => {
  const root = join(folder, 'facebook')
  const me = meta('縁 花子')
  await into(join(root, 'personal_information/profile_information/profile_information.json'), [
    json({ profile_v2: { name: { full_name: me }, username: 'hanako' } }),
  ])
  const perThread = 2_000
  for (let thread = 0; thread * perThread < rows; thread++) {
    const other = meta(`佐藤 ${thread}`)
    await into(
      join(root, `your_facebook_activity/messages/inbox/person_${thread}/message_1.json`),
      (function* () {
        yield `{"participants": [{"name": ${json(other)}}, {"name": ${json(me)}}],\n"messages": [`
        for (let i = perThread - 1; i >= 0; i--)
          yield `${i < perThread - 1 ? ',' : ''}\n${JSON.stringify(
            {
              sender_name: next() < 0.5 ? other : me,
              timestamp_ms: timeOf(i, perThread).getTime() + thread * 1000,
              content: meta(say(12)),
              is_geoblocked_for_viewer: false,
            },
            null,
            1,
          ).replace(/[\u0080-\u00ff]/g, c => `\\u00${c.charCodeAt(0).toString(16)}`)}`
        yield `\n],"title": ${json(other)},"is_still_participant": true,"thread_path": "inbox/person_${thread}"}\n`
      })(),
    )
  }
  return root
}

/** Talks of 5,000 lines each with one person. */
export const lineTalks: Writer = async (folder, rows) => {
  const root = join(folder, 'line')
  const perTalk = 5_000
  for (let talk = 0; talk * perTalk < rows; talk++) {
    const other = `佐藤 ${talk}`
    await into(
      join(root, `[LINE] ${other}とのトーク.txt`),
      (function* () {
        yield `[LINE] ${other}とのトーク履歴\n保存日時：2026/07/01 12:00\n`
        for (let i = 0; i < perTalk; i++) {
          const at = new Date(timeOf(i, perTalk))
          const day = at.toISOString().slice(0, 10).replaceAll('-', '/')
          if (i % 10 === 0) yield `\n${day}(月)\n`
          yield `${String(8 + (i % 10)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}\t${next() < 0.5 ? other : '縁 花子'}\t${say(8)}\n`
        }
      })(),
    )
  }
  return root
}

export const whatsapp: Writer = async (folder, rows) => {
  const root = join(folder, 'whatsapp')
  const perChat = 5_000
  for (let chat = 0; chat * perChat < rows; chat++) {
    const other = `Person ${chat}`
    await into(
      join(root, `WhatsApp Chat with ${other}.txt`),
      (function* () {
        for (let i = 0; i < perChat; i++) {
          const at = timeOf(i, perChat).toISOString()
          yield `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}, ${at.slice(11, 16)} - ${next() < 0.5 ? other : 'Hanako Enishi'}: ${say(10)}\n`
        }
      })(),
    )
  }
  return root
}

export const takeoutComments: Writer = async (folder, rows) => {
  const root = join(folder, 'Takeout', 'YouTube and YouTube Music')
  const me = 'UChanakoenishi0000000000'
  await into(join(root, 'channels', 'channel.csv'), [
    `Channel ID,Channel Country,Channel Tag 1,Channel Title (Original),Channel Visibility\n${me},JP,,縁 花子,Public\n`,
  ])
  const channelOf = (k: number) => `UC${String(k).padStart(22, '0')}`
  const videoOf = (i: number) => `v${String(i).padStart(10, '0')}`
  await into(
    join(root, 'subscriptions', 'subscriptions.csv'),
    (function* () {
      yield 'Channel Id,Channel Url,Channel Title\n'
      for (let k = 0; k < rows / 40; k++)
        yield `${channelOf(k)},http://www.youtube.com/channel/${channelOf(k)},"${say(3)} ${k}"\n`
    })(),
  )
  // Whose a video is stands only in what was watched; some channels are commented on again and again.
  await into(
    join(root, 'history', 'watch-history.json'),
    (function* () {
      for (let i = 0; i < rows; i++) {
        const k = Math.floor((rows / 20) * next() ** 2)
        const watched = {
          header: 'YouTube',
          title: `Watched ${say(4)}`,
          titleUrl: `https://www.youtube.com/watch?v=${videoOf(i)}`,
          subtitles: [{ name: `Channel ${k}`, url: `https://www.youtube.com/channel/${channelOf(k)}` }],
          time: timeOf(i, rows).toISOString(),
          products: ['YouTube'],
        }
        yield `${i === 0 ? '[' : ',\n'}${JSON.stringify(watched)}`
      }
      yield ']\n'
    })(),
  )
  await into(
    join(root, 'comments', 'comments.csv'),
    (function* () {
      yield 'Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Video ID,Comment Text\n'
      for (let i = 0; i < rows; i++)
        yield `Ugx${i},${me},${timeOf(i, rows).toISOString()},0,,${videoOf(i)},"{""text"":""${say(12)}""}"\n`
    })(),
  )
  return join(folder, 'Takeout')
}

export const vcards: Writer = async (folder, rows) => {
  const path = join(folder, 'contacts.vcf')
  await into(
    path,
    (function* () {
      for (let i = 0; i < rows; i++)
        yield `BEGIN:VCARD\r\nVERSION:3.0\r\nN:佐藤${i};結衣;;;\r\nFN:佐藤${i} 結衣\r\nX-PHONETIC-FIRST-NAME:ゆい\r\nX-PHONETIC-LAST-NAME:さとう\r\nORG:${words[i % words.length]} Studio;\r\nTITLE:Editor\r\nEMAIL;type=INTERNET;type=WORK:person-${i}@mail.example\r\nTEL;type=CELL:+81 90 ${String(i).padStart(8, '0')}\r\nURL:https://person-${i}.example/\r\nNOTE:${say(6)}\r\nEND:VCARD\r\n`
    })(),
  )
  return path
}

export const repository: Writer = async (folder, rows) => {
  const path = join(folder, 'repo.car')
  const alphabet = '234567abcdefghijklmnopqrstuvwxyz'
  const keyOf = (i: number) => {
    let micros = BigInt(timeOf(i, rows).getTime()) * 1000n * 1024n
    let key = ''
    for (let k = 0; k < 13; k++) {
      key = alphabet[Number(micros & 31n)]! + key
      micros >>= 5n
    }
    return key
  }
  const records = Array.from({ length: rows }, (_, i) => {
    const did = `did:plc:person${String(Math.floor((rows / 20) * next() ** 2)).padStart(18, '2')}`
    const createdAt = timeOf(i, rows).toISOString()
    const uri = `at://${did}/app.bsky.feed.post/${keyOf(i)}`
    return [
      `app.bsky.feed.like/${keyOf(i)}`,
      { $type: 'app.bsky.feed.like', subject: { uri, cid: 'bafyreib' }, createdAt },
    ] as const
  })
  await mkdir(folder, { recursive: true })
  await writeFile(path, carOf('did:plc:hanako2222222222222222aa', records))
  return path
}
