import type { Live } from '../live.ts'
import { follow, openSession } from './live-follow.ts'

export const blueskyLive: Live = {
  id: 'bluesky',
  network: 'bluesky',
  title: { en: 'Bluesky', ja: 'Bluesky' },
  fields: [
    {
      id: 'handle',
      kind: 'text',
      label: { en: 'Handle', ja: 'ハンドル' },
      hint: { en: 'hanako.bsky.social', ja: 'hanako.bsky.social' },
    },
    {
      id: 'password',
      kind: 'secret',
      label: { en: 'App password', ja: 'アプリパスワード' },
      hint: { en: 'xxxx-xxxx-xxxx-xxxx', ja: 'xxxx-xxxx-xxxx-xxxx' },
    },
    {
      id: 'server',
      kind: 'address',
      optional: true,
      label: { en: 'Server (if not bsky.social)', ja: 'サーバー（bsky.social でない場合）' },
    },
  ],
  howTo: {
    en: 'In Bluesky: Settings → Privacy and security → App passwords → Add. Leave “allow access to direct messages” off, and copy the password here. You can delete it there at any time.',
    ja: 'Bluesky の「設定 → プライバシーとセキュリティ → アプリパスワード」で新しく作り、ここに貼り付けます。ダイレクトメッセージの許可は入れません。いつでも Bluesky 側で削除できます。',
  },
  sees: [
    {
      en: 'Who liked, reposted, quoted, answered or mentioned you, who follows you, and when.',
      ja: 'だれが「いいね」・リポスト・引用・返信・メンション・フォローをしてくれたか。その日時。',
    },
    {
      en: 'Who liked, reposted and quoted each of your earlier posts. Reposts carry no time there, so the day after the post stands for it.',
      ja: 'これまでの投稿それぞれへの「いいね」・リポスト・引用。リポストの日時は伝えられないため、投稿の翌日で代えています。',
    },
    {
      en: 'Your own posts, and whom you answered, mentioned and reposted.',
      ja: 'あなたの投稿と、だれに返信・メンション・リポストをしたか。',
    },
  ],
  cannotSee: [
    {
      en: 'Direct messages: Enishi does not ask for them.',
      ja: 'ダイレクトメッセージは見ません（許可を求めません）。',
    },
    {
      en: 'People who read and say nothing, and those who block you or left.',
      ja: '読んだだけの人、あなたをブロックしている人、やめた人は見えません。',
    },
  ],
  showsSupport: () => 'always',
  everySeconds: 15 * 60,

  async connect(wire, account) {
    const { did, handle } = await openSession(wire, account)
    return { key: did, name: handle ? `@${handle}` : did, settings: { handle: handle || did } }
  },

  follow,
}
