import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const webmention: Network = {
  id: 'webmention',
  title: { en: 'Webmentions (webmention.io)', ja: 'ウェブメンション（webmention.io）' },
  version: 3,
  reader,
  howTo: {
    en: 'Open webmention.io/settings, copy your API key, and save https://webmention.io/api/mentions.jf2?domain=YOUR-DOMAIN&token=KEY&per-page=10000 as a file. Ready at once.',
    ja: 'webmention.io/settings で API キーをコピーし、https://webmention.io/api/mentions.jf2?domain=あなたのドメイン&token=キー&per-page=10000 を開いてファイルに保存します。すぐに手に入ります。',
  },
  sees: [
    {
      en: 'Who liked, shared, answered, bookmarked or linked to a page of your site, and which page it was.',
      ja: 'あなたのサイトのどのページに、だれが「いいね」・シェア・返信・ブックマーク・リンクをしたか。',
    },
    {
      en: 'Reactions on X, Mastodon, Bluesky and other networks, as far as Bridgy passed them on to your site.',
      ja: 'X・Mastodon・Bluesky などでの反応のうち、Bridgy があなたのサイトに届けた分。',
    },
    {
      en: 'When a reply or mention was written. Likes carry no time, so the day they arrived (or the day after your post) stands for it.',
      ja: '返信や言及の日時。「いいね」には日時がないため、届いた日か、投稿の翌日で代えています。',
    },
  ],
  cannotSee: [
    {
      en: 'Reactions from before you used webmentions, and from networks that Bridgy does not or no longer relay (X since 2023): not visible.',
      ja: 'ウェブメンションを使い始める前の反応と、Bridgy が中継していないネットワークの反応（X は2023年以降）は見えません。',
    },
    {
      en: 'People who read and say nothing, and reactions whose author is not given.',
      ja: '読んだだけの人と、書いた人の記載がない反応は見えません。',
    },
    {
      en: 'Whether a page on another site, or the site given in a profile on X, really is by the person it names. Such an author is kept apart as somebody who claims to be that person, until you join them.',
      ja: 'ほかのサイトのページや、X のプロフィールに書かれたサイトが、名乗っている本人のものかどうか。そのような書き手は「本人と名乗る人」として別に残し、まとめるかどうかをご自身で決められます。',
    },
    {
      en: 'Which of your pages got no reaction: only pages with a reaction are named.',
      ja: '反応のなかったページは分かりません。反応のあったページだけが載っています。',
    },
  ],
  showsSupport: 'always',
}
