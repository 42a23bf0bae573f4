import { toRomaji } from 'wanakana'

/**
 * One key for all spellings of a Japanese word in Latin letters: Hepburn, Kunrei, wapuro, passport (`Satō`, `Satoh`,
 * `satou`, `Sato` → `sato`). Double a, i and e stay: Takaaki is not Takaki. Long and short vowels fall together (小野 and 大野), so it finds candidates and is weak
 * evidence by itself.
 */
export function skeleton(latin: string): string {
  const known = remembered.get(latin)
  if (known !== undefined) return known
  let key = latin
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
  for (const [spelling, plain] of rules) key = key.replace(spelling, plain)
  if (remembered.size >= 50_000) remembered.clear()
  remembered.set(latin, key)
  return key
}

/** The same key from kana. */
export function kanaSkeleton(kana: string): string {
  const known = fromKana.get(kana)
  if (known !== undefined) return known
  const key = skeleton(toRomaji(kana.replaceAll('ー', '')))
  if (fromKana.size >= 50_000) fromKana.clear()
  fromKana.set(kana, key)
  return key
}

const fromKana = new Map<string, string>()
const remembered = new Map<string, string>()

const rules: readonly [RegExp, string][] = [
  [/oh(?![aeiouy])/g, 'o'],
  [/shi/g, 'si'],
  [/sh/g, 'sy'],
  [/tch/g, 'cch'],
  [/chi/g, 'ti'],
  [/ch/g, 'ty'],
  [/tsu/g, 'tu'],
  [/fu/g, 'hu'],
  [/ji|di/g, 'zi'],
  [/j/g, 'zy'],
  [/zyy/g, 'zy'],
  [/dzu|du/g, 'zu'],
  [/l/g, 'r'],
  [/m(?=[bpm])/g, 'n'],
  [/uu+/g, 'u'],
  [/oo+|ou/g, 'o'],
  [/([kstphgzdbmtc])\1/g, '$1'],
]
