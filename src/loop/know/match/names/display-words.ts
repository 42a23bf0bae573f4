import { folded, plainLatin } from '#ledger/name.ts'

/** What of a display name is the name. */
export type DisplayWords = {
  /** Words of the name, folded, without honorifics, titles, companies, pictures and remarks. */
  words: string[]
  /** The name once more in kana or Latin letters, where somebody writes it both ways. */
  reading?: string
  /** Which of several who share a name: `jr`, `sr`, `iii`. */
  generation?: string
}

const pictures = /[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u{fe0f}\u{200d}]/gu
const honorific =
  /(?<=\S)\s*(様|さま|さん|殿|氏|先生|せんせい|君|くん|ちゃん|店長|部長|課長|係長|社長|会長|専務|常務|主任|教授|先輩|後輩|師匠|院長|園長|校長|代表|まま|ぱぱ)$/
const firms =
  '株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|一般財団法人|公益社団法人|公益財団法人|特定非営利活動法人|npo法人|医療法人|学校法人|社会福祉法人|\\(株\\)|\\(有\\)|\\(同\\)'
const firm = new RegExp(firms, 'g')
const isFirm = new RegExp(`^(${firms})$`)
const hasFirm = new RegExp(firms)
const western = /\b(mr|mrs|ms|dr|prof|inc|ltd|llc|gmbh|corp|phd|md|mba|esq)\b\.?/g
const generations = /(?<=\p{L}.*[\s,])(jr|sr|ii|iii|iv)\b\.?(?=\s*$|,)/u
/** Behind an @ stands where somebody is; behind the others, what somebody does. */
const remark = /(?<=\S)\s*@.*$|\s*[|•–—:,/]\s*.*$/u
const bracketed = /[([［【「](.*?)[)\]］】」]/gu
/** `Abernathy, Quentin`; behind a comma may stand a title too. */
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
  let text = plainLatin(folded(name.normalize('NFKC').replace(pictures, ' ')))
  const generation = generations.exec(text)?.[1]
  if (generation) text = text.replace(generations, ' ').replace(/[\s,]+$/, '')
  const turned = familyFirst.exec(text)
  if (turned && !title.test(turned[2]!)) text = `${turned[2]} ${turned[1]}`
  const withoutFirm = firmless(text)
  const aside = [...withoutFirm.matchAll(bracketed)].map(found => plain(found[1]!))
  const bare = plain(withoutFirm.replace(bracketed, ' ').replace(remark, ' ')).replace(honorific, '')
  const words = bare.split(' ').filter(Boolean).slice(0, 6)
  if (nobody.has(words.join('_'))) return { words: [] }
  const { name: own, reading } = bothWays(words, aside)
  return { words: own, ...(reading && { reading }), ...(generation && { generation }) }
}

const plain = (text: string) =>
  text
    .replace(western, ' ')
    .replace(/[^\p{L}\p{N}ー々\s]/gu, ' ')
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

/** `佐藤結衣 Yui Sato` is one name, written two ways. */
function bothWays(
  words: string[],
  aside: readonly string[],
): { name: string[]; reading?: string | undefined } {
  const kanji = words.filter(word => han.test(word))
  if (kanji.length === 0) return { name: words }
  const others = words.filter(word => !han.test(word))
  const length = [...kanji.join('')].length
  const told = [others.join(' '), ...aside].find(text => {
    const pieces = text.split(' ')
    return (
      (pieces.length > 1 && pieces.every(isLatin)) || (length > 2 && text.length > 3 && pieces.every(isKana))
    )
  })
  if (!told) return { name: words }
  return { name: told === others.join(' ') ? kanji : words, reading: told }
}
