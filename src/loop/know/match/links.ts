import { grown } from './value-table.ts'

/** Pairs that may be one person, in flat arrays: `a`, `b` positions of records, evidence in bits, chance. */
export type Links = {
  a: Int32Array
  b: Int32Array
  bits: Float64Array
  /** 0 joined by hard evidence, 1 by likeness, 2 only to be asked about. */
  kind: Int8Array
  length: number
}

export const HARD = 0
export const LIKENESS = 1
export const ASKING = 2

export function openLinks(): Links & { push(a: number, b: number, bits: number, kind: number): void } {
  const links = {
    a: new Int32Array(1024),
    b: new Int32Array(1024),
    bits: new Float64Array(1024),
    kind: new Int8Array(1024),
    length: 0,
    push(a: number, b: number, bits: number, kind: number) {
      const at = links.length++
      if (at === links.a.length) {
        links.a = grown(links.a)
        links.b = grown(links.b)
        links.bits = grown(links.bits)
        links.kind = grown(links.kind)
      }
      links.a[at] = a
      links.b[at] = b
      links.bits[at] = bits
      links.kind[at] = kind
    },
  }
  return links
}

/** The links of which neither record is `gone` (1). */
export function linksWithout(links: Links, gone: Int32Array): Links {
  const here = openLinks()
  for (let k = 0; k < links.length; k++) {
    const [a, b] = [links.a[k]!, links.b[k]!]
    if (gone[a] === 0 && gone[b] === 0) here.push(a, b, links.bits[k]!, links.kind[k]!)
  }
  return here
}

/** Bits of evidence to the chance that it is one person. */
export const chanceOf = (bits: number): number => 1 / (1 + 2 ** -bits)

/** The chance to bits. */
export const bitsOf = (chance: number): number => Math.log2(chance / (1 - chance))
