import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const hatenaBookmark: Network = {
  id: 'hatena-bookmark',
  title: { en: 'Hatena Bookmark', ja: 'はてなブックマーク' },
  version: 1,
  reader,
  howTo: {
    en: 'For one of your pages, open https://b.hatena.ne.jp/entry/jsonlite/?url=ADDRESS-OF-YOUR-PAGE and save the answer; several such files can be brought in one folder. For the bookmarks you made: Hatena Bookmark → Settings → Data management → Export. Ready at once.',
    ja: 'ご自分のページについたブックマークは、https://b.hatena.ne.jp/entry/jsonlite/?url=ページのアドレス を開いて保存します。いくつもあるときは、一つのフォルダにまとめて取り込めます。ご自分がつけたブックマークは「はてなブックマーク → 設定 → データ管理 → エクスポート」から。どちらもすぐに手に入ります。',
  },
  sees: [
    {
      en: 'Who bookmarked a page of yours, when, and the public comment.',
      ja: 'だれがいつ、あなたのページをブックマークしたか。公開されたコメントも。',
    },
    {
      en: 'Whose pages you bookmarked, and when, as far as the address tells whose they are.',
      ja: 'あなたがだれのページをいつブックマークしたか（アドレスからだれのものか分かる範囲で）。',
    },
  ],
  cannotSee: [
    {
      en: 'Who bookmarked in private: Hatena counts them and names nobody.',
      ja: '非公開でブックマークした人。件数だけが示され、だれかは分かりません。',
    },
    {
      en: 'Stars given to a comment, and pages for which no file was brought.',
      ja: 'コメントについたスターと、ファイルのないページのブックマーク。',
    },
    {
      en: 'Who wrote a page of a newspaper, a shop or an encyclopaedia: such bookmarks are left out.',
      ja: '新聞社・お店・百科事典などのページをだれが書いたか。こうしたブックマークは取り込みません。',
    },
  ],
  showsSupport: 'some',
}
