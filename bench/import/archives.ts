import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { seeded } from '../ledger.ts'

/** Writes pieces to a file, waiting for the disk. */
export async function write(path: string, pieces: Iterable<string>): Promise<void> {
  const out = createWriteStream(path)
  for (const piece of pieces) if (!out.write(piece)) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
}

export const words =
  'paper thread binding letter workshop morning river season quiet careful 和紙 糸 手紙 朝 川 季節 道具 本 旅 店'.split(
    ' ',
  )

/** A webmention.io jf2 file as two real blogs have it: many people, few acts each, about 650 bytes an entry. */
export function writeWebmentions(
  path: string,
  entries: number,
  people = Math.ceil(entries / 4),
): Promise<void> {
  const next = seeded(7)
  const kinds = ['like-of', 'like-of', 'like-of', 'repost-of', 'in-reply-to', 'mention-of']
  function* pieces() {
    yield '{"type":"feed","name":"Webmentions","children":[\n'
    for (let i = 0; i < entries; i++) {
      const who = Math.floor(people * next() ** 2)
      const kind = kinds[Math.floor(next() * kinds.length)]!
      const post = Math.floor(next() * 400)
      const received = new Date(
        Date.UTC(2021, 0, 1) + Math.floor(next() * 5 * 365 * 86_400_000),
      ).toISOString()
      const said = Array.from({ length: 25 }, () => words[Math.floor(next() * words.length)]).join(' ')
      yield `${i > 0 ? ',\n' : ''}${JSON.stringify(
        {
          type: 'entry',
          author: { type: 'card', name: `Person ${who}`, photo: '', url: `https://person-${who}.example/` },
          url: `https://person-${who}.example/posts/${i}`,
          published: kind === 'like-of' ? null : received,
          'wm-received': received,
          'wm-id': 1_000_000 + i,
          'wm-source': `https://person-${who}.example/posts/${i}`,
          'wm-target': `https://hanako.example/posts/${post}/`,
          [kind]: `https://hanako.example/posts/${post}/`,
          'wm-property': kind,
          'wm-private': false,
          ...(kind === 'like-of' ? {} : { content: { html: `<p>${said}</p>`, text: said } }),
        },
        null,
        1,
      )}`
    }
    yield '\n]}\n'
  }
  return write(path, pieces())
}

/** LinkedIn's messages.csv of 2026: every field quoted, texts over several lines, about 380 bytes a row. */
export function writeMessages(path: string, rows: number): Promise<void> {
  const next = seeded(11)
  function* pieces() {
    yield '"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO","RECIPIENT PROFILE URLS","DATE","SUBJECT","CONTENT","FOLDER","ATTACHMENTS","IS MESSAGE DRAFT","IS CONVERSATION DRAFT"\n'
    const conversations = Math.ceil(rows / 10)
    for (let i = 0; i < rows; i++) {
      const c = Math.floor(next() * conversations)
      const date = new Date(Date.UTC(2020, 0, 1) + Math.floor((i / rows) * 6 * 365 * 86_400_000))
      const when = `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`
      const other = [`Person ${c}`, `https://www.linkedin.com/in/person-${c}`]
      const mine = ['Hanako Enishi', 'https://www.linkedin.com/in/hanako-enishi']
      const [from, to] = next() < 0.5 ? [mine, other] : [other, mine]
      const text = Array.from({ length: 20 }, () => words[Math.floor(next() * words.length)]).join(' ')
      yield `"conv-${c}","","${from[0]}","${from[1]}","${to[0]}","${to[1]}","${when}","","${text}\n\n""${words[c % words.length]}""","INBOX","","No","No"\n`
    }
  }
  return write(path, pieces())
}
