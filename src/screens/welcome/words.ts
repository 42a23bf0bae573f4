import { inBoth } from '#ledger/language.ts'

export const words = inBoth({
  en: {
    title: 'Who is rooting for you?',
    what: 'I write, I meet people, I help where I can. Somebody likes it, somebody passes it on, somebody turns up, and it scatters over ten places. Enishi gathers it into one ledger that belongs to me alone, and tells me who supports me, who is new, who is drifting away, and whom I might thank.',
    private: 'Everything stays on this computer. Enishi writes to nobody and shows the ledger to nobody.',
    lookTitle: 'Look around first',
    look: 'Invented people and their story, so that you see how it feels. Removed again with one click.',
    lookDo: 'Show me the sample people',
    lookBusy: 'They are coming…',
    bringTitle: 'Bring my own data',
    bring:
      'Each network gives you your own records on request. Some take a day, so it is best to ask for them now.',
    guides: 'How to get your files',
    guidesWait: 'Waiting time',
    emptyTitle: 'Start empty',
    empty: 'Write down up to three people who have rooted for you lately. The rest comes by itself.',
    emptyDone: 'Done: to the supporters',
    emptyCount: (count: number) => `${count} of 3 written down`,
    mastodon: 'Mastodon and the fediverse',
    mastodonHow:
      'Preferences → Import and export → Data export → Request your archive. You get a mail when it is ready. Bring the archive as it is.',
    mastodonWait: 'minutes to a few hours; once every 7 days',
    linkedin: 'LinkedIn',
    linkedinHow:
      'Settings & Privacy → Data privacy → Get a copy of your data → the larger archive. Bring the zip from the mail.',
    linkedinWait: 'up to 24 hours',
    wordpress: 'WordPress (with its comments)',
    wordpressHow: 'Tools → Export → All content → Download Export File.',
    wordpressWait: 'none',
    contacts: 'Address book (iPhone, Mac, Google)',
    contactsHow:
      'iCloud.com → Contacts → select all → Export vCard. Google: contacts.google.com → Export → Google CSV or vCard.',
    contactsWait: 'none',
    webmention: 'Own website with webmention.io',
    webmentionHow:
      'In your webmention.io settings, open the API link for all mentions of your site (JSON) and save the page.',
    webmentionWait: 'none',
    codeTitle: 'Open your ledger',
    codeWhat:
      'When Enishi started, it printed a one-time code in the terminal. Copy it here. It shows that this computer is yours.',
    code: 'One-time code',
    codeDo: 'Open',
    codeNew: 'No code any more? Run npx enishi code in the terminal for a new one.',
    codeMissing: 'Enter the code from the terminal.',
    codeWrong: 'That code is not right, or it was used already. Run npx enishi code for a new one.',
  },
  ja: {
    title: '応援してくれているのは、誰だろう。',
    what: '書いたり、人に会ったり、誰かの役に立てたり。そのたびに、いいねをくれる人、広めてくれる人、足を運んでくれる人がいるのに、あちこちに散らばって見えなくなってしまいます。Enishiは、それを自分だけの一冊の台帳にまとめ、誰が応援してくれているのか、新しいご縁はどなたか、遠のいているのはどなたか、お礼をしたい人は誰かを教えてくれます。',
    private:
      '記録はすべて、このコンピューターの中だけにあります。Enishiが誰かに連絡したり、台帳を見せたりすることはありません。',
    lookTitle: 'まず、のぞいてみる',
    look: '架空の人たちとその物語で、使い心地をお確かめいただけます。あとからワンクリックで取り除けます。',
    lookDo: '見本の人たちで見てみる',
    lookBusy: '用意しています…',
    bringTitle: '自分のデータを取り込む',
    bring:
      'どのネットワークでも、自分の記録を取り寄せることができます。一日かかるものもあるので、先に頼んでおくのがおすすめです。',
    guides: 'ファイルの取り寄せ方',
    guidesWait: '待ち時間',
    emptyTitle: 'まっさらから始める',
    empty: '最近応援してくれた人を、3人まで書いてみてください。あとは少しずつ増えていきます。',
    emptyDone: 'できました。応援者のページへ',
    emptyCount: (count: number) => `3人のうち${count}人を書きました`,
    mastodon: 'Mastodonなどのフェディバース',
    mastodonHow:
      'ユーザー設定 → インポートとエクスポート → データのエクスポート → アーカイブをリクエスト。準備ができるとメールが届きます。届いたファイルを、そのまま入れてください。',
    mastodonWait: '数分から数時間（7日に1回まで）',
    linkedin: 'LinkedIn',
    linkedinHow:
      '設定とプライバシー → データプライバシー → データのコピーを取得 → 大きいほうのアーカイブ。メールで届くzipを、そのまま入れてください。',
    linkedinWait: '最長24時間',
    wordpress: 'WordPress（コメントも含む）',
    wordpressHow: 'ツール → エクスポート → すべてのコンテンツ → エクスポートファイルをダウンロード。',
    wordpressWait: 'なし',
    contacts: '連絡先（iPhone・Mac・Google）',
    contactsHow:
      'iCloud.com → 連絡先 → すべて選択 → vCardを書き出す。Googleは contacts.google.com → エクスポート → Google CSV か vCard。',
    contactsWait: 'なし',
    webmention: '自分のサイト（webmention.io）',
    webmentionHow:
      'webmention.io の設定画面で、サイトへの言及すべてを返すAPIのリンク（JSON）を開き、そのページを保存します。',
    webmentionWait: 'なし',
    codeTitle: '台帳をひらく',
    codeWhat:
      'Enishiを起動すると、ターミナルにワンタイムコードが表示されます。それをここに写してください。このコンピューターがあなたのものだと確かめるためです。',
    code: 'ワンタイムコード',
    codeDo: 'ひらく',
    codeNew: 'コードが見当たらないときは、ターミナルで npx enishi code を実行すると、新しいコードが出ます。',
    codeMissing: 'ターミナルに表示されたコードを入れてください。',
    codeWrong: 'コードが違うか、すでに使われています。npx enishi code で新しいコードを出せます。',
  },
})
