import type { Source, SourceFile, Told } from '../contract.ts'
import { headBytes } from '../files/head.ts'
import { isHiddenList } from './hidden-list.ts'

const outlook: Told = {
  en: 'This is a data file of Outlook (.pst, .ost), in a form only Outlook reads. Mark the mails in Outlook and drag them into a folder: that gives .eml or .msg files. With .eml files, or after moving the mails to an account in Thunderbird, bring the folder again.',
  ja: 'これは Outlook のデータファイル（.pst・.ost）で、Outlook でしか読めない形式です。メールを Thunderbird などに移して mbox か .eml で書き出し、そのファイルかフォルダを取り込んでください。',
}
const message: Told = {
  en: 'This is a single mail as Outlook for Windows saves it (.msg). In the new Outlook or on the web, choose “Save as” or “Download”: that gives an .eml file, which Enishi reads.',
  ja: 'これは Windows 版 Outlook が保存した1通のメール（.msg）です。新しい Outlook か Web 版で「名前を付けて保存」または「ダウンロード」すると .eml になり、読み込めます。',
}
const olm: Told = {
  en: 'This is an archive of Outlook for Mac (.olm). Drag the mail folder from Outlook to the desktop instead: that gives an .mbox file, which Enishi reads.',
  ja: 'これは Mac 版 Outlook のアーカイブ（.olm）です。代わりに Outlook のメールフォルダをデスクトップへドラッグすると .mbox ができ、それを取り込めます。',
}

const list: Told = {
  en: 'This is the archive of a public mailing list, and the site that gives it away has made the mail addresses in it unreadable: nobody in it can be told from another. Bring the mails of the list from your own mailbox instead (the folder of your mail program, or Google Takeout), or the archive as members of the list can download it.',
  ja: 'これは、公開されているメーリングリストの記録です。配布元がメールアドレスを伏せているため、だれが書いたのか見分けられません。代わりに、ご自身のメールボックスにあるそのリストのメール（メールソフトのフォルダや Google データエクスポート）か、リストの会員向けに用意されている記録を取り込んでください。',
}

/** Mail in forms that only one program reads, by their first bytes, and what to bring in their place. */
export async function mistakenMail(source: Source): Promise<Told | undefined> {
  if (source.files.some(({ path }) => /(?:^|\/)com\.microsoft\.__Messages\//.test(path))) return olm
  if (await isHiddenList(source)) return list
  const file = source.files.find(({ path }) => /\.(?:pst|ost|msg)$/i.test(path)) ?? alone(source)
  if (!file) return undefined
  const start = Buffer.from(await headBytes(file, 8)).toString('latin1')
  if (start.startsWith('!BDN')) return outlook
  return start === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' && /\.msg$/i.test(file.path) ? message : undefined
}

const alone = ({ files }: Source): SourceFile | undefined => (files.length === 1 ? files[0] : undefined)
