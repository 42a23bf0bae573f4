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

type Case = [from: string, subject: string, body: string, act: string, key: string, name?: string]
const cases: Case[] = [
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
    'invite toward facebook',
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
  ...(
    [
      ['Yui Sato commented on your photo.', 'comment'],
      ['Yui Sato and 2 others commented on your post.', 'comment'],
      ['Yui Sato likes your link.', 'like'],
      ['Yui Sato replied to your comment on your post', 'reply'],
      ['Yui Sato mentioned you on Facebook', 'mention'],
      ['Yui Sato tagged you in a post', 'mention'],
      ['Yui Sato posted on your Wall', 'mention'],
      ['Yui Sato confirmed you as a friend on Facebook', 'connect'],
      ['Yui Satoさんがあなたの投稿にコメントしました。', 'comment'],
      ['Yui Satoさん、他3人が「和紙の会」でのあなたの投稿に「いいね！」しました', 'like'],
      ['Yui Satoさんがあなたのコメントに返信しました。', 'reply'],
      ['Yui Satoさんがあなたの写真にリアクションしました', 'like'],
      ['Yui Satoさんがコメントであなたをメンションしました。', 'mention'],
      ['Yui Satoさんから友達リクエストが届いています', 'invite'],
      ['Yui Satoさんが友達リクエストを承認しました', 'connect'],
    ] as const
  ).map(
    ([subject, act]): Case => [
      'Facebook <notification@facebookmail.com>',
      subject,
      '',
      `${act} toward facebook`,
      'name:yui sato',
      'Yui Sato',
    ],
  ),
  ...(
    [
      ['結衣 (@yui_sato) replied to your post', 'reply'],
      ['結衣 (@yui_sato) liked your post', 'like'],
      ['結衣 (@yui_sato) reposted your post', 'share'],
      ['結衣 (@yui_sato) followed you', 'follow'],
      ['結衣 (@yui_sato) mentioned you', 'mention'],
      ['結衣（@yui_sato）さんがあなたをフォローしました', 'follow'],
      ['結衣(@yui_sato)さんがあなたのポストをいいねしました', 'like'],
      ['結衣 (@yui_sato)さんがあなたのツイートをリツイートしました！', 'share'],
      ['結衣(@yui_sato)さんがあなたのポストに返信しました', 'reply'],
    ] as const
  ).map(([subject, act]): Case => ['X <info@x.com>', subject, '', `${act} toward x`, 'yui_sato', '結衣']),
  [
    'Twitter <twitter-follow-hanako=hanako.example@postmaster.twitter.com>',
    'Tomas is now following you on Twitter!',
    'Hi, hanako.<br>Tomas (tomasr) is now following your tweets on Twitter.',
    'follow toward x',
    'tomasr',
    'Tomas',
  ],
  ...(
    [
      ['aoifeb liked your photo', 'like'],
      ['aoifeb commented: きれいですね', 'comment'],
      ['aoifeb started following you', 'follow'],
      ['aoifeb mentioned you in a comment', 'mention'],
      ['aoifebさんがあなたの投稿に「いいね！」しました', 'like'],
      ['aoifebさんがあなたの写真にコメントしました', 'comment'],
      ['aoifebさんがあなたをフォローしました', 'follow'],
    ] as const
  ).map(
    ([subject, act]): Case => [
      'Instagram <no-reply@mail.instagram.com>',
      subject,
      '',
      `${act} toward instagram`,
      'aoifeb',
    ],
  ),
  [
    'Maya Lindqvist <invitations@linkedin.com>',
    'I want to connect',
    // The owner's own picture stands in the head of the mail.
    '<a href="https://www.linkedin.com/comm/in/hanako-enishi?trk=eml-email_m2m_invite-header-0-profile_glimmer"></a><a href="https://www.linkedin.com/comm/in/maya-lindqvist?trk=eml-email_m2m_invite_single_01-null">View profile</a>',
    'invite toward linkedin',
    'in/maya-lindqvist',
    'Maya Lindqvist',
  ],
  [
    'Maya Lindqvist via LinkedIn <invitations@linkedin.com>',
    'Maya accepted your invitation, explore their network',
    '',
    'connect toward linkedin',
    'name:maya lindqvist:',
    'Maya Lindqvist',
  ],
  ...(
    [
      ['Maya Lindqvist reacted to your post', 'like'],
      ['Maya Lindqvist commented on your post', 'comment'],
      ['Maya Lindqvist mentioned you in a post', 'mention'],
      ['Maya Lindqvist endorsed you for Bookbinding', 'endorse'],
      ['Maya Lindqvistさんがあなたの投稿にコメントしました', 'comment'],
      ['Maya Lindqvistさんがつながり申請を承認しました', 'connect'],
    ] as const
  ).map(
    ([subject, act]): Case => [
      'LinkedIn <notifications-noreply@linkedin.com>',
      subject,
      '',
      `${act} toward linkedin`,
      'name:maya lindqvist:',
      'Maya Lindqvist',
    ],
  ),
  [
    'note <noreply@note.com>',
    '記事が購入されました',
    '佐藤 結衣 さんがあなたの記事を購入しました<br>商品： 和紙の綴じ方',
    'buy toward note',
    'name:佐藤 結衣',
  ],
  [
    'connpass <no-reply@connpass.com>',
    'A new participant',
    '<a href="https://connpass.com/user/Riku_K/?utm_campaign=event_participate_to_owner&utm_content=user_link">Riku</a><a href="https://paper.connpass.com/event/120545/?utm_campaign=event_participate_to_owner&utm_content=title_link">x</a>',
    'attend toward connpass',
    'riku_k',
  ],
  [
    'YouTube <noreply@youtube.com>',
    'Aoife Byrne さんがあなたの動画「和紙を漉く」にコメントしました',
    '<a href="https://www.youtube.com/channel/UC0123456789012345678901">x</a>',
    'comment toward youtube',
    'UC0123456789012345678901',
    'Aoife Byrne',
  ],
  [
    'YouTube <noreply@youtube.com>',
    'Aoife Byrne 訂閱了你的 YouTube 頻道',
    '',
    'follow toward youtube',
    'name:aoife byrne',
  ],
  ...(
    [
      ['id:yui_satoさんがあなたのブログの読者になりました', 'follow'],
      ['【はてなブログ】 yui_satoさんから「紙の道具」にコメントがありました', 'comment'],
      ['id:yui_satoさんがあなたの記事をブックマークしました', 'bookmark'],
      ['yui_satoさんがスターをつけました', 'like'],
    ] as const
  ).map(
    ([subject, act]): Case => [
      'はてな <noreply@hatena.ne.jp>',
      subject,
      '<a href="https://blog.hatena.ne.jp/yui_sato/">x</a>',
      `${act} toward hatena`,
      'yui_sato',
    ],
  ),
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

test('Mastodon says in any language what happened, by the list it writes under', async () => {
  const host = 'https://tsunagari.example'
  const body = `<a href="${host}/@hanako/111">x</a><a href="${host}/@hanako">hanako</a>`
  for (const [type, subject, expected, account, work] of [
    ['favourite', 'yui@kami.example favorited your post', 'like', 'https://kami.example/users/yui', '111'],
    [
      'favourite',
      'yui@kami.example さんにお気に入りに登録されました',
      'like',
      'https://kami.example/users/yui',
      '111',
    ],
    ['reblog', 'yui@kami.example さんにブーストされました', 'share', 'https://kami.example/users/yui', '111'],
    ['follow', 'maya さんにフォローされています', 'follow', 'https://tsunagari.example/users/maya'],
    ['mention', 'Vous avez été mentionné·e par maya', 'mention', 'https://tsunagari.example/users/maya'],
  ] as const) {
    const more = [`List-ID: <${type}.hanako.tsunagari.example>`]
    const shown = `${body}<a href="${host}/@maya/222">maya</a>`
    const { act } = await told('Tsunagari <notifications@tsunagari.example>', subject, shown, more)
    assert.equal(act?.act, expected, subject)
    assert.equal(act.account.key, account)
    assert.equal(act.work?.key, work && `https://tsunagari.example/users/hanako/statuses/${work}`)
  }
  const list = ['List-ID: <favourite.hanako.tsunagari.example>']
  const forged = await told(
    'x <notifications@evil.example>',
    'yui@kami.example favorited your post',
    body,
    list,
  )
  assert.equal(forged.act, undefined)
  const post = ['List-ID: <status.hanako.tsunagari.example>']
  const from = 'Tsunagari <notifications@tsunagari.example>'
  assert.equal((await told(from, 'yui@kami.example just posted', body, post)).act, undefined)
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
    ['Facebook <notification@facebookmail.com>', 'Yui Sato also commented on Maya Lindqvist’s post.'],
    ['Facebook <notification@facebookmail.com>', 'Yui Sato commented on Maya Lindqvist’s photo.'],
    ['X <info@x.com>', '結衣 (@yui_sato) posted'],
    ['Peatix <tickets@peatix.com>', '【Peatix】和紙の会 チケットお申し込み詳細'],
    ['LinkedIn <messages-noreply@linkedin.com>', 'You have an invitation ✉️'],
    ['connpass <no-reply@connpass.com>', 'connpass イベント管理者からのメッセージ「和紙の会」'],
    ['はてな <info@hatena.ne.jp>', '【はてなブログ】今週の人気記事'],
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
