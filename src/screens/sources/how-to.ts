import { inBoth } from '#ledger/language.ts'

/** How to get the file of each network, and how long it takes. */
export const howTo = inBoth({
  en: {
    webmention:
      'Open webmention.io/settings, copy your API key, and save https://webmention.io/api/mentions.jf2?domain=YOUR-DOMAIN&token=KEY&per-page=10000 as a file. Ready at once.',
    mastodon:
      'On your server: Preferences → Import and export → Data export → Request your archive. A mail tells you when it is ready, usually within an hour; once every seven days.',
    wordpress:
      'In WordPress: Tools → Export → All content → Download export file. Ready at once. Comments come with it.',
    linkedin:
      'On LinkedIn: Settings → Data privacy → Get a copy of your data → the larger archive. A first part comes within minutes, the complete one within a day; bring the complete one.',
    'google-contacts': 'On contacts.google.com: Export → Google CSV. Ready at once.',
    vcard:
      'iPhone or Mac: Contacts → select all → Share or Export vCard. Android: Contacts → Fix & manage → Export to file. Ready at once.',
  },
  ja: {
    webmention:
      'webmention.io/settings で API キーをコピーし、https://webmention.io/api/mentions.jf2?domain=あなたのドメイン&token=キー&per-page=10000 を開いてファイルに保存します。すぐに手に入ります。',
    mastodon:
      'お使いのサーバーで「ユーザー設定 → データのインポートとエクスポート → アーカイブをリクエスト」。用意ができるとメールが届きます。たいてい1時間以内で、7日に1回まで頼めます。',
    wordpress:
      'WordPress の管理画面で「ツール → エクスポート → すべてのコンテンツ → エクスポートファイルをダウンロード」。すぐに手に入り、コメントも入っています。',
    linkedin:
      'LinkedIn で「設定 → データプライバシー → データのコピーを取得」から大きいほうのアーカイブを選びます。数分で一部が、1日以内に全体が届きます。全体のほうを取り込んでください。',
    'google-contacts': 'contacts.google.com で「エクスポート → Google CSV」。すぐに手に入ります。',
    vcard:
      'iPhone・Mac は「連絡先」で全員を選び「共有」または「vCard を書き出す」。Android は「連絡先 → 修正と管理 → ファイルにエクスポート」。すぐに手に入ります。',
  },
})
