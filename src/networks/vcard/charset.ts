/**
 * Reads bytes (a character each) of properties that name no charset: each by itself UTF-8 or ISO-2022-JP where it is that,
 * else as the card's other bytes suggest. `pieces`: the decoded values of all properties of a card.
 */
export function charsetOf(pieces: readonly string[]): (bytes: string) => string {
  const odd = pieces.filter(piece => isHigh.test(piece) && !isEscaped.test(piece) && !isValid(piece, 'utf-8'))
  const legacy = odd.length > 0 ? guessed(odd) : 'windows-1252'
  return bytes => {
    if (isEscaped.test(bytes)) return decodedAs(bytes, 'iso-2022-jp')
    if (!isHigh.test(bytes)) return bytes
    return decodedAs(bytes, isValid(bytes, 'utf-8') ? 'utf-8' : legacy)
  }
}

export function inCharset(bytes: string, charset: string, otherwise: (bytes: string) => string): string {
  const label = /^(?:cp932|ms932|windows-31j|x-sjis|sjis|ms_kanji)$/i.test(charset) ? 'shift_jis' : charset
  // Programs that write UTF-8 on whatever they have.
  if (/^utf-?8$/i.test(label) && !isValid(bytes, 'utf-8')) return otherwise(bytes)
  try {
    return decodedAs(bytes, label)
  } catch {
    return otherwise(bytes)
  }
}

const isHigh = /[\x80-\xff]/
// ISO-2022-JP begins with ESC.
const isEscaped = /\x1b[$(][@BJI]/

/** Charsets of two bytes a character, and of letters beside Latin ones. */
function guessed(pieces: readonly string[]): string {
  const all = pieces.join(' ')
  const runs = all.match(/[\x80-\xff]+/g) ?? []
  // Lead bytes of kanji and kana; in Windows-1252 they are quotation marks and signs.
  if (/[\x81-\x9f]/.test(all) && isValid(all, 'shift_jis')) return 'shift_jis'
  const letters = cased(runs)
  if (letters) return letters
  const isPaired = runs.every(run => run.length % 2 === 0 && /^[\xa1-\xfe]+$/.test(run))
  if (isPaired && runs.some(run => run.length > 3)) {
    const hangul = isValid(all, 'euc-kr') ? decodedAs(all, 'euc-kr') : ''
    if (
      /(?:^|[\s;,])[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진]/.test(
        hangul,
      )
    )
      if (!/[^\x00-\x7f가-힣]/.test(hangul)) return 'euc-kr'
    if (/[\xa4\xa5][\xa1-\xf6]/.test(all) && isValid(all, 'euc-jp')) return 'euc-jp'
    const chinese = isValid(all, 'gbk') ? decodedAs(all, 'gbk') : ''
    if (
      /(?:^|[\s;,])[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文]/.test(
        chinese,
      )
    )
      return 'gbk'
    if (isValid(all, 'euc-jp')) return 'euc-jp'
  }
  const isKana = runs.every(run => run.length > 1 && /^[\xa1-\xdf]+$/.test(run))
  return isKana ? 'shift_jis' : isValid(all, 'windows-1252') ? 'windows-1252' : 'latin1'
}

/** Names in Cyrillic or Greek: a capital and small letters, vowels among them. */
function cased(runs: readonly string[]): string | undefined {
  const long = runs.filter(run => run.length > 2)
  if (long.length === 0) return undefined
  const scores = (
    [
      ['windows-1251', /^[\xa8\xc0-\xdf][\xb8\xe0-\xff]+$/, /[аеёиоуыэюя]/g],
      ['windows-1253', /^[\xa2\xb8-\xba\xbc\xbe\xbf\xc1-\xd9][\xdc-\xfe]+$/, /[αεηιουωάέήίόύώ]/g],
      ['koi8-r', /^[\xb3\xe0-\xff][\xa3\xc0-\xdf]+$/, /[аеёиоуыэюя]/g],
    ] as const
  ).flatMap(([label, form, vowels]) => {
    if (!long.every(run => form.test(run)) || !isValid(long.join(' '), label)) return []
    const text = decodedAs(long.join(''), label)
    const share = (text.match(vowels)?.length ?? 0) / text.length
    return share >= 0.25 && share <= 0.7 ? [{ label, share: Math.abs(share - 0.45) }] : []
  })
  return scores.sort((a, b) => a.share - b.share)[0]?.label
}

const decoders = new Map<string, TextDecoder>()

function decodedAs(bytes: string, label: string): string {
  let decoder = decoders.get(label)
  if (!decoder) {
    decoder = new TextDecoder(label)
    decoders.set(label, decoder)
  }
  return decoder.decode(Buffer.from(bytes, 'latin1'))
}

function isValid(bytes: string, label: string): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(Buffer.from(bytes, 'latin1'))
    return true
  } catch {
    return false
  }
}
