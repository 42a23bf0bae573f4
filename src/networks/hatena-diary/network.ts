import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const hatenaDiary: Network = {
  id: 'hatena-diary',
  title: { en: 'Hatena Diary (XML)', ja: 'はてなダイアリー（XML）' },
  version: 1,
  reader,
  howTo: {
    en: 'Hatena Diary closed in 2019. If you saved the export “Hatena no nikki data” then (a file called your-id.xml), bring that file; otherwise export the blog it became, on Hatena Blog.',
    ja: 'はてなダイアリーは2019年に終了しました。当時「はてなの日記データ形式」で書き出した XML ファイル（ID.xml）をお持ちなら、それを取り込めます。お持ちでなければ、移行先のはてなブログから書き出してください。',
  },
  sees: [
    { en: 'The days on which you wrote, and their headings.', ja: '書いた日と、その見出し。' },
    { en: 'Who commented on which day, and when.', ja: 'だれがいつ、どの日の日記にコメントしたか。' },
  ],
  cannotSee: [
    {
      en: 'Trackbacks, stars and bookmarks: they are not in this file. Not visible is not zero.',
      ja: 'トラックバック、スター、ブックマークは、このファイルに入っていないため見えません（ゼロという意味ではありません）。',
    },
    {
      en: 'Whether a commenter was a Hatena member or a guest who typed a name of the same shape.',
      ja: 'コメントした人が、はてなのユーザーか、同じような名前を書いたゲストか。',
    },
  ],
  showsSupport: 'always',
}
