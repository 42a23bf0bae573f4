import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const mastodonLists: Network = {
  id: 'mastodon-lists',
  title: { en: 'Mastodon lists (CSV)', ja: 'Mastodon のフォロー・リスト（CSV）' },
  version: 1,
  reader,
  howTo: {
    en: 'On your server: Preferences → Import and export → Data export, and “CSV” beside Follows and Lists (and Followers, where your server has it). Ready at once; several files can be brought in one folder.',
    ja: 'お使いのサーバーで「ユーザー設定 → データのインポートとエクスポート → データのエクスポート」を開き、「フォロー」と「リスト」（あれば「フォロワー」も）の横の CSV を選びます。すぐに手に入り、いくつかを一つのフォルダにまとめて取り込めます。',
  },
  sees: [
    {
      en: 'Whom you follow, and who follows you where your server gives that list.',
      ja: 'あなたがだれをフォローしているか。サーバーが一覧を出していれば、だれがあなたをフォローしているか。',
    },
    { en: 'Which of your lists they are on.', ja: 'その人たちが、あなたのどのリストに入っているか。' },
  ],
  cannotSee: [
    {
      en: 'When you followed each other: the files have no dates, so people are known, and nothing is placed in time.',
      ja: 'いつフォローしたか。日付がないため、だれかは分かりますが、時間の上には置けません。',
    },
    {
      en: 'What anybody did for you: likes, shares and answers are not in these files. Not visible is not zero.',
      ja: 'だれが何をしてくれたか。お気に入り・ブースト・返信は、これらのファイルに入っていないため見えません（ゼロという意味ではありません）。',
    },
    {
      en: 'Whom you mute and block: that is yours, and Enishi leaves those files unread.',
      ja: 'ミュートとブロックの相手。ご自分だけのことなので、Enishi は取り込みません。',
    },
  ],
  showsSupport: 'never',
  supportShownBy: {
    en: 'Connect your Mastodon account: it shows who liked, shared and answered.',
    ja: 'Mastodon のアカウントをつなぐと、お気に入り・ブースト・返信をくれた人が見えます。',
  },
}
