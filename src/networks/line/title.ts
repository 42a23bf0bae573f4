/** What the first line says: whom the talk is with, or the name of the group. */
export type Title = { kind: 'one' | 'group'; name: string }

/** `とのトーク履歴` ends in `のトーク履歴`, and `Chat history with` is not `in`: the talk with one person is tried first. */
const titles: readonly [Title['kind'], RegExp][] = [
  ['one', /^(.+)とのトーク履歴$/u],
  ['group', /^(.+)のトーク履歴$/u],
  ['one', /^Chat history with (.+)$/u],
  ['group', /^Chat history in (.+)$/u],
  ['one', /^[與与和]\s?(.+?)\s?的聊天(?:記錄|紀錄|记录)$/u],
  ['group', /^(.+?)\s?的聊天(?:記錄|紀錄|记录)$/u],
]

/** Names of members who are gone, as LINE shows them. */
export const gone = /^(?:unknown|不明|メンバーがいません|沒有成員|没有成员|不明な?ユーザー)$/iu

export function titleOf(line: string): Title | undefined {
  const text = line.replace(/^\ufeff?\s*(?:\[LINE\]\s*)?/u, '').trimEnd()
  for (const [kind, shape] of titles) {
    const name = shape.exec(text)?.[1]?.trim()
    if (name) return { kind, name }
  }
  return undefined
}

/** Whom a talk is with, by the name that LINE gives its file: `[LINE]佐藤 結衣.txt`. */
export function nameInPath(path: string): string | undefined {
  const file = path.replace(/^.*[\\/]/, '').normalize('NFC')
  const name = /^\[LINE\][\s_]*(.+?)(?:\s?\(\d+\))?\.txt$/iu.exec(file)?.[1]
  return name && (titleOf(name)?.name ?? name.replace(/との?トーク$/u, '').trim())
}

/** The second line: when the talk was saved. */
export const isSavedLine = (line: string) =>
  /^(?:保存日時|儲存日期|保存日期|儲存時間|保存时间|Saved on)\s?[:：]/iu.test(line)
