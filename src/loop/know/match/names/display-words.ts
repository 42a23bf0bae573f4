import { generationOf } from '#ledger/generation.ts'
import { folded, plainLatin } from '#ledger/name.ts'

/** What of a display name is the name. */
export type DisplayWords = {
  /** Words of the name, folded, without honorifics, titles, companies, pictures and remarks. */
  words: string[]
  /** The name once more in kana or Latin letters, where somebody writes it both ways. */
  reading?: string | undefined
  /** Which of several who share a name: `jr`, `sr`, `3`. */
  generation?: string | undefined
  /** What stands behind a comma and may be a given name: `Garcia Marquez, Gabriel`, or what somebody does. */
  behind?: string | undefined
}

const pictures = /[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u{fe0f}\u{200d}]/gu
const honorific =
  /(?<=\S)\s*(様|さま|さん|殿|氏|先生|せんせい|君|くん|ちゃん|店長|部長|課長|係長|社長|会長|専務|常務|主任|教授|先輩|後輩|師匠|院長|園長|校長|代表|まま|ぱぱ)$/
/** Words beside a name that tell what somebody does. */
const roles = new Set(
  '代表 代表取締役 取締役 社長 副社長 会長 専務 常務 部長 次長 課長 係長 主任 店長 営業 営業部 総務 総務部 広報 広報部 人事 人事部 経理 経理部 企画 開発 開発部 編集 編集部 編集長 事務局 事務局長 担当 公式 弁護士 税理士 医師 教授 准教授 助教 講師'.split(
    ' ',
  ),
)
const firms =
  '株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|一般財団法人|公益社団法人|公益財団法人|特定非営利活動法人|npo法人|医療法人|学校法人|社会福祉法人'
const firm = new RegExp(firms, 'g')
const isFirm = new RegExp(`^(${firms})$`)
const hasFirm = new RegExp(firms)
const western = /\b(mr|mrs|ms|dr|prof|inc|ltd|llc|gmbh|corp|phd|md|mba|esq)\b\.?/g
/** Behind an @, a “from” or a comma stands where somebody is, or what they do. */
const remark = /(?<=\S)\s*@.*$|(?<=\S)\s+(?:from|at|of|aus)\s.*$|,.*$/u
const between = /\s*[|•:/\\]+\s*|\s+[–—-]+\s+/u
const bracketed = /[([［【「](.*?)[)\]］】」]/gu
const familyFirst =
  /^((?:(?:de|del|della|di|da|van|von|der|den|la|le|bin|al)\s+)*[\p{Script=Latin}'’-]+),\s*([\p{Script=Latin}'’. -]+)$/u
const title =
  /^(ph\.?\s?d|m\.?d|mba|m\.?sc|b\.?sc|m\.?a|b\.?a|j\.?d|cpa|pmp|inc|ltd|llc|esq|dds|rn|jr|sr|ii|iii|iv)\b/

/** What networks and people write where there is no name. */
const nobody = new Set(
  '名無し ななし 匿名 匿名希望 名前なし 退会済み 退会したゆーざー 退会済みゆーざー 削除されたゆーざー 不明 非公開 げすと ゆーざー linkedin_member facebook_user instagram_user tiktok_user deleted_user deleted_account unknown unknown_user anonymous guest user no_name noname admin someone'.split(
    ' ',
  ),
)

const han = /\p{Script=Han}/u
const isLatin = (word: string) => /^[a-z'’.-]+$/.test(word)
const isKana = (word: string) => /^[\u3041-\u309fー]+$/.test(word)

/** Takes a display name apart. Whatever remains of it is never less than one word, where it has one. */
export function displayWords(name: string): DisplayWords {
  const shown = name
    .normalize('NFKC')
    .replace(pictures, ' ')
    .replace(/\((株|有|同)\)/g, '株式会社')
  const { name: without, which: generation } = generationOf(shown.trim())
  const text = plainLatin(folded(without))
  const aside = [...text.matchAll(bracketed)].map(found => plain(found[1]!))
  const pieces = text
    .replace(bracketed, ' ')
    .split(between)
    .filter(piece => /\p{L}/u.test(piece))
  const piece = (pieces.find(one => !hasFirm.test(one)) ?? pieces[0] ?? text).trim()
  const turned = familyFirst.exec(piece)
  const isTurned = turned !== null && !title.test(turned[2]!)
  const whole = isTurned ? `${turned[2]} ${turned[1]}` : piece
  const behind = isTurned ? '' : plain(/,(.*)$/.exec(whole)?.[1] ?? '')
  const bare = plain(firmless(whole.replace(remark, ' '))).replace(honorific, '')
  const all = bare.split(' ').filter(Boolean).slice(0, 6)
  const others = all.filter(word => !roles.has(word))
  const words = others.length > 0 ? others : all
  if (nobody.has(words.join('_'))) return { words: [] }
  const { name: own, reading } = bothWays(words, aside)
  return { words: own, reading, generation, ...(behind && { behind }) }
}

const plain = (text: string) =>
  text
    .replace(western, ' ')
    .replace(/[^\p{L}\p{M}\p{N}ー々\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** `株式会社青空 佐藤結衣` → `佐藤結衣`; a company alone keeps its name. */
function firmless(text: string): string {
  if (!hasFirm.test(text)) return text
  const kept: string[] = []
  const words = text.split(' ')
  for (let k = 0; k < words.length; k++) {
    if (isFirm.test(words[k]!) && words.length > k + 2) k++
    else if (!hasFirm.test(words[k]!)) kept.push(words[k]!)
  }
  return kept.some(word => /\p{L}/u.test(word)) ? kept.join(' ') : text.replace(firm, ' ')
}

/** `佐藤結衣 Yui Sato` is one name, written two ways; `佐藤結衣 CEO` has a remark. */
function bothWays(
  words: string[],
  aside: readonly string[],
): { name: string[]; reading?: string | undefined } {
  const kanji = words.filter(word => han.test(word))
  if (kanji.length === 0) return { name: words }
  const others = words.filter(word => !han.test(word))
  const isLong = [...kanji.join('')].length > 2
  const beside = others.join(' ')
  const isReading = (text: string, least: number) => {
    const pieces = text.split(' ')
    return (
      (pieces.length > 1 && pieces.every(isLatin)) || (isLong && text.length >= least && pieces.every(isKana))
    )
  }
  if (isReading(beside, 4)) return { name: kanji, reading: beside }
  const name = isLong && others.length === 1 && isLatin(others[0]!) ? kanji : words
  return { name, reading: aside.find(text => isReading(text, 3)) }
}
