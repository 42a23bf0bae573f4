import { readFileSync } from 'node:fs'
import { toRomaji } from 'wanakana'
import type { AccountRecord } from '#loop/know/match/account-record.ts'
import { seededRandom } from '#loop/know/match/random.ts'

export type CrossScript = {
  accounts: AccountRecord[]
  truth: Map<string, string>
  truePairs: number
  form: Map<string, string>
}

/**
 * The cross-script set: kanji names on one side, and on the other how their bearers write themselves elsewhere: 40 %
 * romaji given name first, 15 % FAMILY first, 15 % kana, 12 % kanji (variants with 30 %), 18 % handles; 70 % in passport
 * spelling, else wapuro, "oh" or Kunrei. A third of the renderings belong to people who are not on the kanji side.
 * Family names as frequent as they are; `half` 0 is for tuning, 1 for the test: they have no given name in common.
 */
export function crossScript(folder: string, half: 0 | 1, people = 3000, shared = 2000): CrossScript {
  const random = seededRandom(half === 0 ? 2026 : 1123)
  const pick = <X>(list: readonly X[]): X => list[Math.floor(random() * list.length)]!
  const families = rowsOf(`${folder}/last_name_org.csv`).map(([kanji, count, kana]) => ({
    kanji: kanji!,
    kana: kana!,
    count: Number(count),
  }))
  const total = families.reduce((sum, { count }) => sum + count, 0)
  const givens = ['man', 'woman']
    .flatMap(sex =>
      rowsOf(`${folder}/first_name_${sex}_opti.csv`).flatMap(([kana, , ...spelled]) =>
        spelled.filter(kanji => /^[\u4e00-\u9fff々]+$/.test(kanji)).map(kanji => ({ kanji, kana: kana! })),
      ),
    )
    .filter(({ kanji }) => [...kanji].reduce((sum, char) => sum + char.codePointAt(0)!, 0) % 2 === half)
  const anyone = () => {
    let left = random() * total
    const family = families.find(({ count }) => (left -= count) < 0) ?? families[0]!
    const given = pick(givens)
    return { family, given }
  }
  const side = Array.from({ length: people }, anyone)
  const others = Array.from({ length: people - shared }, anyone)
  const accounts: AccountRecord[] = side.map(({ family, given }, k) => ({
    id: `k${k}`,
    network: 'contacts',
    name: random() < 0.5 ? `${family.kanji} ${given.kanji}` : family.kanji + given.kanji,
  }))
  const truth = new Map<string, string>()
  const form = new Map<string, string>()
  ;[...side.slice(0, shared), ...others].forEach((person, k) => {
    const id = `r${k}`
    if (k < shared) truth.set(id, `k${k}`)
    const { kind, text } = rendered(person, random, pick)
    form.set(id, kind)
    accounts.push({ id, network: 'elsewhere', ...(kind === 'handle' ? { handle: text } : { name: text }) })
  })
  return { accounts, truth, truePairs: shared, form }
}

type Person = { family: { kanji: string; kana: string }; given: { kanji: string; kana: string } }
type Pick = <X>(list: readonly X[]) => X

function rendered(
  { family, given }: Person,
  random: () => number,
  pick: Pick,
): { kind: string; text: string } {
  const spell = spelling(random())
  const [f, g] = [spell(family.kana), spell(given.kana)]
  const which = random()
  if (which < 0.4) return { kind: 'romaji', text: `${title(g)} ${title(f)}` }
  if (which < 0.55) return { kind: 'FAMILY first', text: `${f.toUpperCase()} ${title(g)}` }
  if (which < 0.7)
    return {
      kind: 'kana',
      text: random() < 0.5 ? `${family.kana} ${given.kana}` : katakana(`${family.kana} ${given.kana}`),
    }
  if (which < 0.82) return { kind: 'kanji', text: variantsOf(`${family.kanji} ${given.kanji}`, random) }
  const digits = random() < 0.3 ? String(Math.floor(random() * 100)) : ''
  const forms = [
    f + g,
    g + f,
    `${g}.${f}`,
    `${f}_${g}`,
    g[0] + f,
    f + g[0],
    `${g}_${f[0]}`,
    f + g.slice(0, 3),
    g + f.slice(0, 3),
  ]
  return { kind: 'handle', text: pick(forms) + digits }
}

const title = (word: string) => word[0]!.toUpperCase() + word.slice(1)
const katakana = (text: string) =>
  text.replace(/[\u3041-\u3096]/g, c => String.fromCharCode(c.charCodeAt(0) + 0x60))

function spelling(which: number): (kana: string) => string {
  const wapuro = (kana: string) => toRomaji(kana).replaceAll("'", '')
  const passport = (kana: string) =>
    wapuro(kana)
      .replace(/(ou|oo)(?!e)/g, 'o')
      .replace(/uu/g, 'u')
      .replace(/n(?=[bmp])/g, 'm')
  if (which < 0.7) return passport
  if (which < 0.8) return wapuro
  if (which < 0.9)
    return kana =>
      wapuro(kana)
        .replace(/(ou|oo)(?!e)/g, 'oh')
        .replace(/uu/g, 'u')
  return kana =>
    passport(kana)
      .replace(/shi/g, 'si')
      .replace(/sh/g, 'sy')
      .replace(/chi/g, 'ti')
      .replace(/ch/g, 'ty')
      .replace(/tsu/g, 'tu')
      .replace(/fu/g, 'hu')
      .replace(/ji/g, 'zi')
      .replace(/j/g, 'zy')
}

const variants: Record<string, string> = {
  高: '髙',
  崎: '﨑',
  辺: '邊',
  斎: '齋',
  沢: '澤',
  浜: '濱',
  島: '嶋',
  広: '廣',
  桜: '櫻',
  恵: '惠',
  真: '眞',
  竜: '龍',
  国: '國',
  吉: '𠮷',
  富: '冨',
  徳: '德',
}
const variantsOf = (name: string, random: () => number) =>
  [...name].map(c => (variants[c] && random() < 0.3 ? variants[c] : c)).join('')

const rowsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => line.trim().split(','))
