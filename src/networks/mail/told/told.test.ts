import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entriesOf, memorySource, rejectsOf, rowsOf } from '#tests/sources.ts'
import type { ActEntry } from '../../contract.ts'
import { mail } from '../network.ts'

const hanako = 'hanako@hanako.example'

/** What a mailbox with this one notification tells. */
async function told(from: string, subject: string, body = '', more: string[] = [], type = 'text/html') {
  const text = [
    'From 1793@xxx Wed Sep 30 08:12:40 +0000 2026',
    `Delivered-To: ${hanako}`,
    ...more,
    'Message-ID: <n1@mail.example>',
    'Date: Wed, 30 Sep 2026 17:12:38 +0900',
    `From: ${from}`,
    `To: ${hanako}`,
    `Subject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`,
    'List-Unsubscribe: <https://unsubscribe.example/>',
    `Content-Type: ${type}; charset=UTF-8`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(body).toString('base64'),
    '',
  ].join('\n')
  const rows = await rowsOf(mail.reader, memorySource({ 'a.mbox': text }))
  const acts = entriesOf(rows).filter((entry): entry is ActEntry => entry.kind === 'act')
  return { act: acts[0], rejects: rejectsOf(rows) }
}

const cases: [from: string, subject: string, body: string, act: string, key: string, name?: string][] = [
  [
    'Facebook <notification@facebookmail.com>',
    'Yui Sato commented on your post.',
    '',
    'comment toward facebook',
    'name:yui sato',
    'Yui Sato',
  ],
  [
    'Facebook <notification@facebookmail.com>',
    'Tomás Rivera',
    '<td>Facebook</td><td><b>Tom&aacute;s Rivera</b> likes your <b>post</b>: &quot;Paper&quot;.</td>',
    'like toward facebook',
    'name:tomás rivera',
    'Tomás Rivera',
  ],
  [
    'Facebook <notification@facebookmail.com>',
    'Maya Lindqvist wants to be friends on Facebook',
    '',
    'connect toward facebook',
    'name:maya lindqvist',
  ],
  [
    'Twitter <notify@twitter.com>',
    'Yui Sato (@Yui_Sato) is now following you on Twitter!',
    '',
    'follow toward x',
    'yui_sato',
    'Yui Sato',
  ],
  [
    'Twitter <n-x@postmaster.twitter.com>',
    'Yui Sato(@yui_sato) mentioned you on Twitter!',
    '',
    'mention toward x',
    'yui_sato',
  ],
  ['Twitter <notify@twitter.com>', '@tomasr retweeted one of your Tweets!', '', 'share toward x', 'tomasr'],
  [
    'Twitter <notify@twitter.com>',
    'Tomás (@tomasr) favorited one of your Tweets!',
    '',
    'like toward x',
    'tomasr',
    'Tomás',
  ],
  [
    'Twitter <notify@twitter.com>',
    'Tomás (@tomasr) replied to one of your Tweets!',
    '',
    'reply toward x',
    'tomasr',
  ],
  [
    'Maya Lindqvist <invitations@linkedin.com>',
    'Hanako, please add me to your LinkedIn network',
    '',
    'invite toward linkedin',
    'name:maya lindqvist:',
    'Maya Lindqvist',
  ],
  [
    'LinkedIn <invitations@linkedin.com>',
    'Hanako, start a conversation with your new connection, Maya Lindqvist',
    '<a href="https://www.linkedin.com/comm/in/maya-lindqvist?trk=x">Maya</a>',
    'connect toward linkedin',
    'in/maya-lindqvist',
    'Maya Lindqvist',
  ],
  [
    'note <noreply@note.com>',
    '佐藤 結衣さんにスキされました！',
    '<a href="https://note.com/yui_sato?utm=1">x</a><a href="https://note.com/hanako/n/n1">y</a><a href="https://note.com/settings">z</a>',
    'like toward note',
    'yui_sato',
    '佐藤 結衣',
  ],
  ['note <noreply@note.com>', '佐藤 結衣にスキされました！', '', 'like toward note', 'name:佐藤 結衣'],
  [
    'note <noreply@note.com>',
    '山田 さくらさんにフォローされました！',
    '',
    'follow toward note',
    'name:山田 さくら',
    '山田 さくら',
  ],
  [
    'connpass <no-reply@connpass.com>',
    '管理イベント「和紙の会」に参加申し込みがありました',
    '<a href="https://connpass.com/user/Riku_K/?utm=1"><strong>Riku_K</strong></a><a href="https://paper.connpass.com/event/120545/?utm=1">和紙の会</a>',
    'attend toward connpass',
    'riku_k',
  ],
  [
    'YouTube <noreply@youtube.com>',
    'Aoife Byrne has subscribed to you on YouTube!',
    '<a href="https://www.youtube.com/channel/UC0123456789012345678901">x</a>',
    'follow toward youtube',
    'UC0123456789012345678901',
    'Aoife Byrne',
  ],
  [
    'Instagram <no-reply@mail.instagram.com>',
    'aoifeb accepted your follow request',
    '',
    'follow by instagram',
    'aoifeb',
  ],
]

test('a notification whose words are known is an act on its network, told by a mail', async () => {
  for (const [from, subject, body, expected, key, name] of cases) {
    const { act } = await told(from, subject, body)
    assert.ok(act, subject)
    assert.equal(`${act.act} ${act.direction} ${act.account.network}`, expected, subject)
    assert.equal(act.account.key, key, subject)
    if (name) assert.equal(act.account.name, name, subject)
    assert.equal(act.externalKey, 'told:n1@mail.example')
    assert.equal(act.text, undefined)
  }
})

test('a sign-up names the event', async () => {
  const [from, subject, body] = cases.find(([from]) => from.includes('connpass'))!
  assert.deepEqual((await told(from, subject, body)).act?.work, {
    network: 'connpass',
    key: 'paper.connpass.com/event/120545',
    url: 'https://paper.connpass.com/event/120545/',
    title: '和紙の会',
  })
})

test('other words, other senders and digests tell nothing', async () => {
  for (const [from, subject] of [
    ['Facebook <notification@facebookmail.com>', 'You have 3 new notifications'],
    ['connpass <no-reply@connpass.com>', '結衣さんが和紙の会に参加登録しました。'],
    ['connpass <no-reply@connpass.com>', '管理イベント「和紙の会」に参加キャンセルがありました'],
    ['note <noreply@note.com>', 'Market Hack 更新のおしらせ'],
    ['Facebook <notification@facebookmail.com.evil.example>', 'Yui Sato commented on your post.'],
    ['"notification@facebookmail.com" <no-reply@evil.example>', 'Yui Sato commented on your post.'],
  ] as const) {
    const { act, rejects } = await told(from, subject)
    assert.equal(act, undefined, subject)
    assert.deepEqual(rejects, { 'not-a-person': 1 }, subject)
  }
  const nameOnly = await told('Twitter <notify@twitter.com>', 'OpenWatch is now following you on Twitter!')
  assert.deepEqual(nameOnly.rejects, { 'no-author': 1 })
})

test('a forged sender is not believed: the receiver’s check counts, and only the topmost one', async () => {
  const from = 'Facebook <notification@facebookmail.com>'
  const tell = (...more: string[]) => told(from, 'Yui Sato commented on your post.', '', more)
  const results = (text: string) => `Authentication-Results: mx.hanako.example;\n ${text}`
  const good = results('dkim=pass header.i=@facebookmail.com header.s=s1; spf=pass')
  const bad = results('dkim=fail header.i=@facebookmail.com; dmarc=fail header.from=facebookmail.com')
  const other = results('dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=x@facebookmail.com')
  assert.equal((await tell(good)).act?.act, 'comment')
  assert.equal(
    (await tell(results('dmarc=pass (p=REJECT) header.from=facebookmail.com'))).act?.act,
    'comment',
  )
  for (const lines of [[bad], [other], [other, good], [results('none')]]) {
    const { act, rejects } = await tell(...lines)
    assert.equal(act, undefined)
    assert.deepEqual(rejects, { 'not-a-person': 1 })
  }
  assert.equal(
    (await tell('DKIM-Signature: v=1; a=rsa-sha256; d=facebookmail.com; s=s1; b=abc')).act?.act,
    'comment',
  )
  assert.equal((await tell('DKIM-Signature: v=1; a=rsa-sha256; d=evil.example; s=s1; b=abc')).act, undefined)
})
