import type { Network } from '../contract.ts'
import { reader } from './read.ts'

export const sansan: Network = {
  id: 'sansan',
  title: { en: 'Sansan (business cards, CSV)', ja: 'Sansan の名刺データ（CSV）' },
  version: 2,
  reader,
  howTo: {
    en: 'In Sansan: search for cards → select them → Download CSV. Whether you may is up to your company’s administrator; the file is ready within minutes.',
    ja: 'Sansan で名刺を検索し、選んでから「CSV ダウンロード」。できるかどうかは会社の管理者の設定によります。ファイルは数分で用意されます。',
  },
  sees: [
    {
      en: 'The people on the cards, with company, title, readings, telephone and mail.',
      ja: '名刺の人と、会社・役職・よみがな・電話・メールアドレスがわかります。',
    },
    { en: 'When cards were exchanged.', ja: '名刺を交換した日がわかります。' },
  ],
  cannotSee: [
    {
      en: 'Which colleague met whom in a shared collection: every exchange in the file is taken as yours, so download your own cards only.',
      ja: '社内で共有している名刺を、どの同僚が交換したかは見分けません。ファイルの交換はすべてあなたのものとして読みますので、ご自分の名刺だけをダウンロードしてください。',
    },
    {
      en: 'Columns that were not chosen for the download. Sansan publishes no fixed list of columns, so they are told by their usual names.',
      ja: 'ダウンロードのときに選ばなかった項目は見えません。決まった列の一覧は公開されていないため、よくある列の名前で見分けます。',
    },
  ],
  showsSupport: 'never',
}
