import { inBoth } from '#ledger/language.ts'
import type { RejectCode } from './contract.ts'

const en: Record<RejectCode, string> = {
  unreadable: 'This part of the file could not be read. The rest was imported.',
  'no-date': 'The source does not say when this happened, so it cannot be placed in time.',
  'bad-date': 'The date given for this is not a date that can be.',
  'no-author': 'The source does not say who did this.',
  'no-key': 'The source gives nothing to recognise this by, so a second import would count it twice.',
  'own-act': 'This is your own doing toward yourself. Nothing is lost.',
  'not-toward-owner':
    'This stands in a thread of somebody else and neither names you nor links to you, so it was not meant for you.',
  spam: 'It was marked as spam or put in the bin where it comes from.',
  'not-approved':
    'It still waits for your approval where it comes from. Approve it there, then export again.',
  draft: 'This is a draft, or was never published.',
  sponsored: 'This is an advertisement, not a message from a person.',
  empty: 'There is nothing in this row.',
  'too-large': 'This entry is larger than anything a person writes, so it was passed over.',
  'too-deep': 'This entry is nested deeper than any real one, so it was passed over.',
  truncated: 'The file ends in the middle here. What came before is kept; download it again to get the rest.',
  'unsafe-name': 'The name of this file is not safe to use.',
  unsupported: 'Enishi keeps nothing of this kind.',
  'hidden-member': 'The network hides who this person is.',
  private: 'This is private, so it was left where it is.',
  'owner-unknown':
    'The file does not say which of the names is yours, so it cannot be told who acted toward whom. Undo this import, bring the file again and choose your name.',
  'not-a-person': 'A room, a program or a mailing list did this, not a person.',
  cancelled: 'It was cancelled, or the person did not come, so it did not happen.',
  'cut-zip':
    'The end of this zip is missing, and with it the list of what is in it. What lay before was read; download it again and import it to get the rest. Nothing counts twice.',
  'long-cell':
    'A cell in this row has more than 32,767 characters. The row was read; but do not save this file from a spreadsheet, which would cut that cell.',
  'guessed-dates':
    'Whether the day or the month comes first in the dates of this file (03/06) is nowhere said, so the likelier was taken. If it is wrong, undo this import, bring the file together with a longer chat from the same phone, and it can be told.',
  'reader-failed':
    'Something here surprised Enishi, so it was passed over; what comes after it was read. Please report it; the log has the details.',
  'unknown-form':
    'This file belongs to the export, but its form is one that Enishi does not know yet, so nothing of it was read. Please report the names of its columns or fields.',
  'to-all': 'This was said to everybody on a mailing list and is no answer to you or from you.',
}

const ja: Record<RejectCode, string> = {
  unreadable: 'この部分は読み取れませんでした。ほかの部分は取り込みました。',
  'no-date': 'いつのことか書かれていないため、時間の上に置けません。',
  'bad-date': '日付として成り立たない値が書かれています。',
  'no-author': 'だれがしたことか書かれていません。',
  'no-key': '見分けるための手がかりがなく、もう一度取り込むと二重に数えてしまうため、外しました。',
  'own-act': 'ご自身からご自身への出来事です。失われたものはありません。',
  'not-toward-owner':
    'ほかの人の投稿に付いたもので、あなたの名前もページへのリンクもないため、あなたへの出来事としては数えません。',
  spam: '元の場所で、スパムかゴミ箱に入れられていたものです。',
  'not-approved': '元の場所で、まだ承認されていません。承認してから、もう一度書き出してください。',
  draft: '下書きか、公開されなかったものです。',
  sponsored: '広告です。人からのメッセージではありません。',
  empty: 'この行には何も書かれていません。',
  'too-large': '人が書くものとしては大きすぎるため、飛ばしました。',
  'too-deep': '入れ子が深すぎるため、飛ばしました。',
  truncated:
    'ファイルがここで途切れています。ここまでの分は残っています。残りは、もう一度ダウンロードすると取り込めます。',
  'unsafe-name': 'このファイルの名前は安全に扱えません。',
  unsupported: 'この種類のものは、Enishi では扱っていません。',
  'hidden-member': 'この人がだれかは、ネットワーク側で伏せられています。',
  private: '非公開のものなので、取り込んでいません。',
  'owner-unknown':
    'どの名前がご本人か書かれていないため、だれからだれへの出来事か決められません。この取り込みを元に戻し、もう一度取り込んで、お名前を選んでください。',
  'not-a-person': '会議室やプログラム、メーリングリストなど、人ではないものの出来事です。',
  cancelled: '取り消しか欠席のため、実際にはなかった出来事です。',
  'cut-zip':
    'この zip は途中で切れていて、中身の一覧がありません。切れ目までの分は読みました。もう一度ダウンロードして取り込むと、残りが加わります。二重には数えません。',
  'long-cell':
    'この行に、32,767 文字を超えるセルがあります。行は読みましたが、表計算ソフトで開いて保存すると、そのセルは途中で切れてしまいます。',
  'guessed-dates':
    'このファイルの日付（03/06 など）は、日と月のどちらが先か書かれていないため、ありそうなほうで読みました。違うときは、この取り込みを元に戻し、同じスマートフォンの長いチャットと一緒に取り込むと、見分けられます。',
  'reader-failed':
    '想定外の内容だったため、ここだけ飛ばして先を読みました。ログに詳しい内容がありますので、お知らせいただけると助かります。',
  'unknown-form':
    '書き出しに含まれるはずのファイルですが、形式が知られているものと違うため、何も読んでいません。列や項目の名前をお知らせいただけると助かります。',
  'to-all': 'メーリングリストの全員にあてたもので、あなたへの、またはあなたからの返信ではありません。',
}

/** Why a row was left out, one sentence for each code. */
export const words = inBoth({ en, ja })

/**
 * Codes with which nothing is lost that the ledger could have kept: the owner's own, what the owner or the source has
 * put aside, and what the source tells too little of. The others are faults worth a look.
 */
export const passed: ReadonlySet<RejectCode> = new Set<RejectCode>([
  'no-date',
  'own-act',
  'not-toward-owner',
  'spam',
  'not-approved',
  'draft',
  'sponsored',
  'empty',
  'hidden-member',
  'private',
  'not-a-person',
  'cancelled',
  'long-cell',
  'to-all',
])
