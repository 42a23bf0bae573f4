import { mailOf } from '../contact-fields.ts'

const at = String.raw`\s?(?:\(at\)|\[at\]|\{at\}|\(a\)|\[a\]|_at_|&#64;)\s?|\s+at\s+`
const dot = String.raw`\s?(?:\(dot\)|\[dot\]|\{dot\})\s?|\s+dot\s+`
const name = String.raw`[^\s()[\]{}<>"',;:@]{1,100}`
const spelled = new RegExp(
  `(?<=^|[\\s<(])(${name})(?:${at})((?:${name})(?:(?:${dot})(?:${name})){0,6})(?=$|[\\s>),])`,
  'giu',
)
const dots = new RegExp(dot, 'giu')

/**
 * Addresses as archives of lists spell them against robots, back in their form where that is certain: `yui at sato.example`,
 * `yui(a)sato.example`, `yui [at] sato [dot] example`. `Yui at home` is none.
 */
export function unspelled(value: string): string {
  if (value.includes('@') || value.length > 2_000) return value
  return value.replace(spelled, (whole, local: string, host: string) => {
    const plain = `${local}@${host.replace(dots, '.')}`
    return /\.\p{L}{2,}$/u.test(plain) && mailOf(plain) ? plain : whole
  })
}

/**
 * True where a list's archive has made the address unreadable: letters changed (`y@@to @end|ng |rom ex@mp|e`), cut
 * (`yui...@sato.example`) or starred.
 */
export function isHidden(value: string): boolean {
  if (value.length > 2_000) return false
  if (/@end.?ng \S?rom\b/i.test(value)) return true
  const bare = value.replace(/"[^"]*"|\([^()]*\)/g, ' ')
  const address = /<([^<>]*)>/.exec(bare)?.[1] ?? bare
  if (!address.includes('@')) return false
  return (
    /(?:\.\.\.|…|\*{2,}|[xX]{4,})@|@(?:\.\.\.|…|\*{2,}|[xX]{4,})/.test(address) ||
    (!address.includes(',') && (address.match(/@/g)?.length ?? 0) > 1) ||
    /\|[^,]*@|@[^,]*\|/.test(address)
  )
}
