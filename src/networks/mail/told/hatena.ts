import type { AccountRef } from '../../contract.ts'
import { hatenaRef, hatenaRefOfUrl } from '../../files/hatena.ts'
import type { Content } from '../content.ts'
import type { Groups, Sender, Telling } from './sender.ts'

const who = '(?:^|\\n|「|】\\s?)(?:id:)?(?<id>[a-zA-Z][\\w-]{1,30}[a-zA-Z0-9])\\s?さん(?:が|から|に)'

const worded = (act: Telling['act'], words: string): Telling[] => {
  const pattern = new RegExp(`${who}[^\\n]{0,120}?${words}`)
  return [
    { subject: pattern, act, account },
    { text: pattern, act, account },
  ]
}

/**
 * Hatena's notices name people by their id: `id:yui_satoさんがあなたのブログの読者になりました`. In the words of the site,
 * which its mails repeat; no public source shows such a mail.
 */
export const hatena: Sender = {
  domains: ['hatena.ne.jp', 'hatena.com', 'hatenablog.com'],
  tellings: [
    ...worded(
      'follow',
      '(?:読者になりました|フォロー(?:しました|されました)|お気に入りに追加(?:しました|されました))',
    ),
    ...worded('comment', 'コメント(?:しました|がありました|されました|が(?:つき|付き)ました)'),
    ...worded('bookmark', 'ブックマーク(?:しました|されました)'),
    ...worded('like', '(?:はてな)?スター(?:をつけ|を付け|がつき|が付き|をもらい)ました'),
    ...worded('mention', '(?:言及(?:しました|されました)|トラックバック(?:しました|がありました))'),
  ],
}

function account({ id }: Groups, content: Content): AccountRef | undefined {
  const pages = content.links.flatMap(link => hatenaRefOfUrl(link) ?? [])
  return pages.find(({ key }) => key === id?.toLowerCase()) ?? hatenaRef(id)
}
