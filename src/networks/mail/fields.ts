import { encodingOf } from '../files/text.ts'

/** Of a longer value (a list of addresses, or worse) the beginning and the end are read. */
const VALUE = 64 * 1024

/** The fields that are read; all others (half of a header, mostly keys and routes) are stepped over. */
const read = new Set(
  `from sender to cc bcc date received x-received delivery-date message-id in-reply-to references subject delivered-to x-original-to x-delivered-to
  envelope-to list-id list-post list-unsubscribe precedence auto-submitted x-autoreply feedback-id return-path
  x-gmail-labels authentication-results dkim-signature content-type`.split(/\s+/),
)

export type Fields = ReadonlyMap<string, readonly string[]>

/** Unfolded values by name in small letters, in their order. A header that is not ASCII is decoded as its bytes tell. */
export function fieldsOf(head: string): Fields {
  const fields = new Map<string, string[]>()
  let values: string[] | undefined
  for (let at = 0; at < head.length; ) {
    const nl = head.indexOf('\n', at)
    const end = nl < 0 ? head.length : nl
    const first = head.charCodeAt(at)
    if (first === 32 || first === 9) {
      const last = values?.at(-1)
      if (last !== undefined && last.length < VALUE) values![values!.length - 1] = last + line(head, at, end)
    } else {
      values = undefined
      const colon = head.indexOf(':', at)
      if (colon > at && colon < end && colon - at < 40) {
        const name = head.slice(at, colon).trim().toLowerCase()
        if (read.has(name)) {
          values = fields.get(name) ?? []
          fields.set(name, values)
          // Of a long route only the last station counts; of anything else a hundred are more than anybody reads.
          if (values.length < 100) values.push(line(head, colon + 1, end))
          else values = undefined
        }
      }
    }
    at = end + 1
  }
  for (const all of fields.values()) for (let i = 0; i < all.length; i++) all[i] = inUnicode(all[i]!)
  return fields
}

function line(head: string, at: number, end: number): string {
  const last = head.charCodeAt(end - 1) === 13 ? end - 1 : end
  if (last - at <= VALUE) return head.slice(at, last)
  return head.slice(at, at + VALUE / 2) + head.slice(last - VALUE / 2, last)
}

/** Programs that do not know MIME write the bytes themselves: JIS with its escapes, UTF-8, Shift_JIS, EUC-JP. */
function inUnicode(value: string): string {
  if (!/[\x80-\xff\x1b]/.test(value)) return value
  const bytes = Buffer.from(value, 'latin1')
  const label = /\x1b[$(]/.test(value) ? 'iso-2022-jp' : encodingOf(bytes)
  return new TextDecoder(label === 'ascii' ? 'utf-8' : label).decode(bytes)
}
