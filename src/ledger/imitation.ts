import { domainToUnicode } from 'node:url'

/** Letters of other alphabets that look like Latin ones (after Unicode's confusables, as far as names and addresses go). */
const looksLike: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аαɑ',
    b: 'ьƅ',
    c: 'сϲᴄ',
    d: 'ԁɗ',
    e: 'еєεҽ',
    g: 'ɡց',
    h: 'һհ',
    i: 'іιɩı',
    j: 'јϳ',
    k: 'кκ',
    l: 'ӏǀⅼ',
    m: 'мⅿ',
    n: 'пոη',
    o: 'оοօσ',
    p: 'рρ',
    q: 'ԛգ',
    r: 'гᴦ',
    s: 'ѕꜱ',
    t: 'тτ',
    u: 'υսᴜ',
    v: 'νѵᴠ',
    w: 'ԝωᴡ',
    x: 'хχ',
    y: 'уүγ',
    z: 'ᴢ',
  }).flatMap(([latin, others]) => [...others].map(other => [other, latin] as const)),
)

/**
 * The Latin letters that a text in small letters is taken for at a glance; undefined where it holds no letter that looks like
 * one of another alphabet.
 */
export function takenFor(text: string): string | undefined {
  let imitates = false
  const plain = [...text].map(letter => {
    const latin = looksLike.get(letter)
    if (latin) imitates = true
    return latin ?? letter
  })
  return imitates ? plain.join('') : undefined
}

/** The same for a domain as it is sent (`xn--…`). */
export const domainTakenFor = (domain: string): string | undefined =>
  /(?:^|\.)xn--/i.test(domain) ? takenFor(domainToUnicode(domain)) : undefined
