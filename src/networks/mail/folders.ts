/** What a folder or a label says about the mails in it; other names say nothing. */
export type Place = 'sent' | 'draft' | 'junk'

/**
 * Gmail's labels and the folders of mail programs, in the languages they are met in. Takeout writes labels in the
 * account's language, Thunderbird, Apple Mail and Outlook the folders in theirs.
 */
const names: Readonly<Record<Place, string>> = {
  sent: `sent|sent mail|sent items|sent messages|送信済み|送信済みメール|送信済みアイテム|送信済みトレイ|送信済みメッセージ|
    gesendet|gesendete elemente|gesendete objekte|messages envoyés|éléments envoyés|envoyés|enviados|elementos enviados|
    mensajes enviados|correo enviado|itens enviados|posta inviata|inviati|verzonden|verzonden items|skickat|sendt|
    wysłane|отправленные|已发送|已发邮件|已傳送郵件|寄件備份|보낸편지함`,
  draft: `draft|drafts|下書き|entwürfe|brouillons|borradores|rascunhos|bozze|concepten|utkast|kladder|szkice|черновики|
    草稿|草稿箱|임시보관함|outbox|送信トレイ`,
  junk: `spam|junk|junk e-mail|junk email|bulk mail|迷惑メール|迷惑メールフォルダ|trash|bin|deleted|deleted items|
    deleted messages|ゴミ箱|ごみ箱|削除済みアイテム|削除済みメッセージ|papierkorb|corbeille|papelera|lixeira|cestino|
    prullenbak|papperskorg|papirkurv|kosz|корзина|спам|垃圾邮件|垃圾郵件|已删除邮件|垃圾桶|휴지통|스팸함`,
}

const places = new Map<string, Place>(
  (Object.keys(names) as Place[]).flatMap(place =>
    names[place].split('|').map(name => [name.trim(), place] as const),
  ),
)

/** Of a label, or of the last part of a folder's path. */
export function placeOf(name: string): Place | undefined {
  return places.get(name.trim().toLowerCase())
}

/**
 * Of a file's path: `Mail/Sent.mbox`, `Sent.mbox/mbox`, `Sent` (Thunderbird), `.送信済み/cur/1234.host:2,S`; of a
 * Maildir also its IMAP spelling (`.&kAFP4W4IMH8-`).
 */
export function placeOfPath(path: string): Place | undefined {
  const parts = path.split('/')
  const last = parts.pop() ?? ''
  if (/^(?:cur|new)$/.test(parts.at(-1) ?? '')) parts.pop()
  else if (!/^(?:mbox|.*\.emlx?)$/i.test(last)) parts.push(last)
  const folder = (parts.pop() ?? '').replace(/\.(?:mbox|mbx|sbd)$/i, '')
  // Maildir++ writes the way to a folder with dots and begins with one.
  return placeOf(fromUtf7(folder.startsWith('.') ? folder.slice(folder.lastIndexOf('.') + 1) : folder))
}

/** Folder names as IMAP servers store them (RFC 3501, 5.1.3): `&`, base64 of UTF-16 with `,` for `/`, `-`. */
function fromUtf7(name: string): string {
  return name.replace(/&([A-Za-z0-9+,]*)-/g, (_, packed: string) =>
    packed === ''
      ? '&'
      : new TextDecoder('utf-16be').decode(Buffer.from(packed.replaceAll(',', '/'), 'base64')),
  )
}
