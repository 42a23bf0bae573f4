/** `kind`: `0` a file, `1` and `2` links, `3` a device, `5` a folder. */
export type TarEntry = {
  name: string
  content?: string | Uint8Array
  kind?: string
  pax?: boolean
  gnu?: boolean
}

/** A tar with two empty blocks at its end. `style`: ustar, or the header of 1979 without a mark. */
export function tarOf(entries: readonly TarEntry[], style: 'ustar' | 'v7' = 'ustar'): Buffer {
  const blocks = entries.flatMap(entry => [...longName(entry, style), ...blocksOf(entry, style)])
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

function longName({ name, pax, gnu }: TarEntry, style: 'ustar' | 'v7'): Buffer[] {
  if (gnu) return blocksOf({ name: '././@LongLink', kind: 'L', content: `${name}\u0000` }, style)
  if (!pax) return []
  const body = ` path=${name}\n`
  let length = Buffer.byteLength(body)
  while (String(length).length + Buffer.byteLength(body) !== length)
    length = String(length).length + Buffer.byteLength(body)
  return blocksOf({ name: 'PaxHeaders/x', kind: 'x', content: `${length}${body}` }, style)
}

function blocksOf({ name, content = '', kind = '0', pax, gnu }: TarEntry, style: 'ustar' | 'v7'): Buffer[] {
  const bytes = Buffer.from(content as string)
  const head = Buffer.alloc(512)
  head.write(pax || gnu ? 'short' : name, 0, 100)
  head.write('0000644\u0000', 100)
  head.write(`${bytes.length.toString(8).padStart(11, '0')}\u0000`, 124)
  head.write(`${(1_790_000_000).toString(8).padStart(11, '0')}\u0000`, 136)
  head.write('        ', 148)
  head.write(kind, 156)
  if (style === 'ustar') head.write('ustar\u000000', 257)
  const sum = head.reduce((all, byte) => all + byte, 0)
  head.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148)
  const body = Buffer.alloc(Math.ceil(bytes.length / 512) * 512)
  bytes.copy(body)
  return [head, body]
}
