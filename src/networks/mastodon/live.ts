import { createHash, randomBytes } from 'node:crypto'
import { textIn } from '../files/fields.ts'
import { type Live, type LiveAccount, LiveTrouble, type Wire } from '../live.ts'
import { asking } from '../live-ask.ts'
import { api, follow } from './live-follow.ts'
import { accountOf } from './live-rows.ts'
import { mastodon } from './network.ts'

/** Only reading, and of that only what is needed. */
const scopes = 'read:accounts read:notifications read:statuses'
/** The page of the server itself that shows a code to copy. */
const showCode = 'urn:ietf:wg:oauth:2.0:oob'

export const mastodonLive: Live = {
  id: 'mastodon',
  network: mastodon.id,
  title: { en: 'Mastodon (Fediverse)', ja: 'Mastodon（Fediverse）' },
  fields: [
    {
      id: 'server',
      kind: 'address',
      label: { en: 'Your server', ja: 'お使いのサーバー' },
      hint: { en: 'mstdn.example', ja: 'mstdn.example' },
    },
    {
      id: 'token',
      kind: 'secret',
      optional: true,
      label: {
        en: 'Access token (only if you made one yourself)',
        ja: 'アクセストークン（ご自分で作った場合だけ）',
      },
    },
  ],
  howTo: {
    en: 'Type the name of your server; it asks you there whether Enishi may read. Nothing can be written with that permission, and you can take it back on your server at any time.',
    ja: 'サーバーの名前を入れると、そのサーバーの画面で「読み取りを許可するか」を尋ねられます。この許可で書き込みはできません。許可はいつでもサーバー側で取り消せます。',
  },
  sees: [
    {
      en: 'Who favourited, boosted, answered, mentioned or quoted you, who follows you, and when.',
      ja: 'だれがお気に入り・ブースト・返信・言及・引用・フォローをしてくれたか。その日時。',
    },
    {
      en: 'Who favourited and boosted your earlier posts. The server does not say when, so the day after the post stands for it.',
      ja: 'これまでの投稿に、だれがお気に入りやブーストをしてくれたか。日時は伝えられないため、投稿の翌日で代えています。',
    },
    {
      en: 'Your own posts, and whom you answered, mentioned and shared. The words of direct posts are never kept.',
      ja: 'あなたの投稿と、だれに返信・言及・ブーストをしたか。ダイレクト投稿の本文は残しません。',
    },
  ],
  cannotSee: [
    {
      en: 'Reactions that your server was never told of, and people who read and say nothing.',
      ja: 'お使いのサーバーに届かなかった反応と、読んだだけの人は見えません。',
    },
    {
      en: 'Since when somebody has followed you, if it was before the notifications that your server still keeps.',
      ja: 'サーバーに残っている通知より前からのフォロワーについて、いつからかは分かりません。',
    },
  ],
  showsSupport: () => 'always',
  everySeconds: 10 * 60,

  signIn: {
    isNeeded: ({ secrets }) => secrets.token === undefined,

    async begin(wire, { settings }, backTo = showCode, state) {
      const app = await form(wire, settings, '/api/v1/apps', {
        client_name: 'Enishi',
        redirect_uris: backTo,
        scopes,
      })
      const id = textIn(app, 'client_id')
      const secret = textIn(app, 'client_secret')
      if (!id || !secret) throw new LiveTrouble('refused', 'apps')
      const verifier = randomBytes(48).toString('base64url')
      const url = new URL('/oauth/authorize', settings.server)
      const query = {
        response_type: 'code',
        client_id: id,
        redirect_uri: backTo,
        scope: scopes,
        state,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      }
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
      return { url: url.href, keep: { clientId: id, clientSecret: secret, backTo, verifier } }
    },

    async finish(wire, { settings }, keep, query) {
      if (!query.code) throw new LiveTrouble('refused', (query.error ?? 'no code').slice(0, 40))
      const answer = await form(wire, settings, '/oauth/token', {
        grant_type: 'authorization_code',
        code: query.code.trim(),
        client_id: keep.clientId ?? '',
        client_secret: keep.clientSecret ?? '',
        redirect_uri: keep.backTo ?? '',
        scope: scopes,
        code_verifier: keep.verifier ?? '',
      })
      const token = textIn(answer, 'access_token')
      if (!token) throw new LiveTrouble('token-lost', 'no token')
      return { secrets: { token, clientId: keep.clientId ?? '', clientSecret: keep.clientSecret ?? '' } }
    },
  },

  async connect(wire, account) {
    const { body } = await api(wire, account)('/api/v1/accounts/verify_credentials')
    const me = accountOf(body, new URL(account.settings.server!).host)
    const id = textIn(body, 'id')
    if (!me || !id) throw new LiveTrouble('refused', 'verify_credentials')
    const posts = textIn(body, 'statuses_count') ?? '0'
    return { key: me.key, name: me.handle ?? me.key, settings: { id, key: me.key, posts } }
  },

  follow,

  async leave(wire, { settings, secrets }) {
    const { token, clientId, clientSecret } = secrets
    if (!token || !clientId || !clientSecret) return
    await form(wire, settings, '/oauth/revoke', { token, client_id: clientId, client_secret: clientSecret })
  },
}

async function form(
  wire: Wire,
  settings: LiveAccount['settings'],
  path: string,
  fields: Record<string, string>,
): Promise<unknown> {
  const { body } = await asking(wire)({
    url: new URL(path, settings.server).href,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
  return body
}
