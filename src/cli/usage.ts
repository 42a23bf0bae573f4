import type { Language } from '#ledger/language.ts'

/** What the reader of the command line says when it was typed wrongly, in Japanese. */
const japanese: readonly [RegExp, string][] = [
  [/^error: unknown command '(.*)'/s, '「$1」というコマンドはありません。'],
  [/^error: unknown option '(.*)'/s, '「$1」というオプションはありません。'],
  [/^error: missing required argument '(.*)'/s, '「$1」を指定してください。'],
  [/^error: option '(\S+).*' argument missing/s, '$1 には値が必要です。'],
  [/^error: option '(\S+).*' argument '(.*?)' is invalid\. /s, '$1 に「$2」は使えません。'],
  [/^error: too many arguments.*/s, '引数が多すぎます。'],
  [/\(Did you mean one of (.*)\?\)/, '（もしかして：$1）'],
  [/\(Did you mean (.*)\?\)/, '（もしかして：$1）'],
  [/Allowed choices are (.*)\./, '使える値：$1'],
]

export function usageIn(language: Language, said: string): string {
  if (language === 'en') return said
  return japanese.reduce((text, [english, words]) => text.replace(english, words), said)
}

const headings: Record<string, string> = {
  Usage: '使い方',
  Arguments: '引数',
  Options: 'オプション',
  Commands: 'コマンド',
}

export function headingIn(language: Language, title: string): string {
  return language === 'en' ? title : title.replace(/^\w+/, word => headings[word] ?? word)
}
