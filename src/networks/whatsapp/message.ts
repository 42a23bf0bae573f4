import { invisible } from './plain-line.ts'

/**
 * What stands behind the date: somebody's words, or a notice of the app. `isMarked`: it begins with the mark (U+200E)
 * that iPhones put before all the app says in somebody's place: notices, and what stands for pictures and calls.
 */
export type Body = {
  author?: string
  words: string
  isNotice: boolean
  isGroupNotice: boolean
  isMarked: boolean
  raw: string
}

const secret =
  /end-to-end encrypted|^Messages and calls are|エンドツーエンド|Ende-zu-Ende|extremo a extremo|ponta a ponta|bout en bout|端到端|端對端|종단간/iu
/** Notices that only groups have, in the languages whose wording is known. */
const group =
  /created (?:the |this )?group|(?:You|you) (?:were )?added|\badded (?:you|\S+)|were added$|\bleft(?: the group)?$|\bremoved\b|joined (?:using|from|via)|changed (?:the|this) group|now an admin|グループ.{0,80}作成|(?:が|を)(?:参加|追加|退出|退会|削除)し?(?:ました|た)|creó (?:el )?grupo|añadió|te uniste|salió del grupo|hat die Gruppe|hinzugefügt$|criou (?:o |este )?grupo|adicionou|建立(?:了)?群組|创建了?群组|加入了?群/u
const notice =
  /security code|changed (?:their|to)|You changed|セキュリティコード|disappearing messages|消えるメッセージ|blocked this contact/iu
const deleted =
  /^(?:This message was deleted|You deleted this message|Message deleted|このメッセージは(?:削除|取り消)|メッセージを削除|Se eliminó este mensaje|Diese Nachricht wurde gelöscht|Mensagem apagada|Ce message a été supprimé|此訊息已刪除|此消息已删除)/u

/** Names in quotation marks are groups, and what they are called now or were called before. */
const quoted = /[“”„"«»「『][^“”„"«»「」『』]*[“”"«»」』]/gu
const opening = /[“”„"«»「『]/u

/**
 * Until Android's notices are told from words by a colon, iPhones write a notice as if somebody had said it. `room`: a name
 * with a colon in it, learnt from the first line.
 */
export function bodyOf(rest: string, room?: string): Body {
  const border = room !== undefined && rest.startsWith(`${room}: `) ? room.length : borderOf(rest)
  const author = border === -1 ? undefined : authorOf(rest.slice(0, border))
  if (!author || isCut(author))
    return {
      words: '',
      isNotice: true,
      isGroupNotice: group.test(rest) || opening.test(rest),
      isMarked: false,
      raw: rest,
    }
  const raw = rest.slice(border + 1)
  const said = raw.replace(invisible, '').trim()
  const isMarked = /^\s?\u200e/u.test(raw)
  const body = { author, words: '', isNotice: true, isMarked, raw }
  if (isMarked && (group.test(said) || notice.test(said))) return { ...body, isGroupNotice: group.test(said) }
  if (secret.test(said) && said.length < 300) return { ...body, isGroupNotice: false }
  // `.` alone is what is left of a message that has disappeared.
  return { ...body, words: said === '.' ? '' : said, isNotice: false, isGroupNotice: false }
}

/** A quotation that is never closed: the colon stood in the name of a group, inside a notice. */
function isCut(author: string): boolean {
  return author.length > 3 && opening.test(author.replace(quoted, ''))
}

export const unquoted = (text: string) => text.replace(quoted, ' ')
export const isDeleted = (words: string) => words.length < 80 && deleted.test(words)

/** The colon behind the author; at the end of the line (or before a lone dot) where nothing was said. */
function borderOf(rest: string): number {
  const border = rest.indexOf(': ')
  if (border !== -1) return border
  const end = /:\.?\s*$/.exec(rest)
  return end ? end.index : -1
}

/** The name before a colon that the app speaks behind, where it has a colon itself (`Printers: autumn: \u200e…`). */
export function roomOf(rest: string): string | undefined {
  const border = rest.indexOf(': \u200e')
  return border > 0 && border <= 120 && rest.indexOf(': ') < border ? rest.slice(0, border) : undefined
}

/** `~ Name` is somebody who is not in the address book. */
export function authorOf(text: string): string {
  return text.slice(0, 4_000).replace(invisible, '').replace(/^~\s*/u, '').trim()
}

/** Words as the key takes them: an edit mark comes and goes with the version of the app. */
export const plainWords = (words: string) =>
  words.replace(/<(?:This message was edited|このメッセージは編集されました)\.?>$/u, '').trimEnd()
