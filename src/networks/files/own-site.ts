import type { Question, Source } from '../contract.ts'
import { linkKey } from './links.ts'

const ID = 'site'

/**
 * Some blogs export their posts without saying where they live. Asked once, so that a post is the same work as the
 * page that others linked to. `guesses`: addresses that the file makes likely, the likeliest first.
 */
export function siteQuestions(source: Source, guesses: readonly string[] = []): Question[] {
  if (source.answers?.[ID] !== undefined) return []
  const known = (source.own?.accounts ?? [])
    .filter(({ network, key }) => network === 'web' && !key.startsWith('name:'))
    .map(({ key }) => key)
  const sites = [...new Set([...guesses, ...known])].slice(0, 20)
  if (sites.length === 0) return []
  return [
    {
      id: ID,
      title: {
        en: 'Where does this blog live? The file does not say, and with its address a post and what others say of it come together.',
        ja: 'このブログのアドレスはどれですか？ファイルには書かれていません。分かると、投稿とその反応がひとつにつながります。',
      },
      choices: sites.map(site => ({ value: site, label: site })),
      proposed: guesses.length === 1 || known.length + guesses.length === 1 ? sites[0] : undefined,
      optional: true,
      // Two blogs have two addresses.
      ...(guesses.length > 0 && { shape: guesses.join(' ').slice(0, 200) }),
    },
  ]
}

/** The address that was answered, without scheme and final slash. */
export function answeredSite(source: Source): string | undefined {
  return linkKey(source.answers?.[ID])
}
