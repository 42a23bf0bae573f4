export const languages = ['ja', 'en'] as const
export type Language = (typeof languages)[number]

/**
 * One room's words in both languages. Each room keeps its own `words.ts` with
 * `export const words = inBoth({ en: {...}, ja: {...} })`; the type makes a missing or extra key a compile error.
 */
export function inBoth<T extends Words>(words: {
  en: T
  ja: { [K in keyof T]: T[K] extends string ? string : T[K] }
}) {
  return words as { en: T; ja: T }
}
// biome-ignore lint/suspicious/noExplicitAny: a sentence may take any facts; callers see their exact types
export type Words = Record<string, string | ((...facts: any[]) => string)>

/** The language a reader wants, from a tag list such as `ja-JP,ja;q=0.9,en;q=0.8`; English when neither is there. */
export function languageOf(accept: string | undefined | null): Language {
  let best: Language = 'en'
  let bestWeight = 0
  for (const part of (accept ?? '').toLowerCase().split(',')) {
    const [tag = '', ...rest] = part.trim().split(';')
    const weight = Number(/q=([\d.]+)/.exec(rest.join(';'))?.[1] ?? 1)
    const found = languages.find(
      language => tag === language || tag.startsWith(`${language}-`) || tag.startsWith(`${language}_`),
    )
    if (found && weight > bestWeight) {
      best = found
      bestWeight = weight
    }
  }
  return best
}
