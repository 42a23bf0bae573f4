import { type ActKind, actKinds } from '#ledger/kinds.ts'
import { columnWord } from '../files/table.ts'

/** How people call what happened, in a column of their own tables. */
const synonyms: Partial<Record<ActKind, string>> = {
  like: 'いいね 高評価 スキ liked',
  share: 'シェア 共有 拡散 リツイート shared repost retweet',
  comment: 'コメント 感想 commented review レビュー 口コミ',
  reply: '返信 リプライ replied answer',
  mention: '言及 メンション 紹介記事 mentioned',
  bookmark: 'ブックマーク 保存 bookmarked saved',
  attend: '参加 出席 来場 来店 来訪 受講 イベント参加 attended attendance event visit visited came',
  introduce: '紹介 ご紹介 introduced introduction referral referred',
  endorse: '応援 推薦 endorsed',
  recommend: 'おすすめ 推薦文 recommended recommendation testimonial',
  inquire:
    '問い合わせ お問い合わせ 問合せ 相談 ご相談 見積 見積依頼 inquiry enquiry inquired request contacted',
  buy: '購入 注文 ご購入 ご注文 お買い上げ 成約 受注 purchase purchased bought order ordered sale',
  message: 'メッセージ メール 連絡 電話 dm sent received call mail',
  follow: 'フォロー followed フォロワー follower',
  connect: 'つながり 友だち 友達 connected connection',
  invite: '招待 invited invitation',
  card: '名刺 名刺交換 businesscard cardexchange',
  meet: '面会 面談 打ち合わせ 打合せ 商談 会食 会った お会いした 訪問 meeting met met1on1 lunch',
  thank: 'お礼 御礼 感謝 thanked thanks thankyou',
}

const byWord = new Map<string, ActKind>()
for (const kind of Object.keys(actKinds) as ActKind[]) {
  byWord.set(columnWord(kind), kind)
  for (const word of (synonyms[kind] ?? '').split(' ')) if (word) byWord.set(columnWord(word), kind)
}

/** The kind of act that a cell names, or undefined. */
export function kindOfWord(text: string): ActKind | undefined {
  return text.length > 60 ? undefined : byWord.get(columnWord(text))
}

/** What a date is the date of, by the name of its column: `名刺交換日`, `購入日`, `attended at`. */
export function kindByDateColumn(word: string): ActKind | undefined {
  const bare = word.replace(/(?:した)?(?:日時|年月日|日付|日)$|(?:date|day|time|on|at)$/, '')
  return byWord.get(bare) ?? (/^(?:開催|event)/.test(word) ? 'attend' : undefined)
}
