/**
 * Different texts of one column, each stored once: code units lie end to end in one array, records hold numbers.
 * Number -1 stands for "not told". Texts are cut at 64 code units; what lies behind says nothing about who is who.
 */
export type ValueTable = {
  /** Number of a text, new or known; counts one more record that has it. */
  add(text: string | undefined): number
  /** Number of a text without counting a record. */
  number(text: string): number
  /** Counts one more record that has it. */
  tally(value: number): void
  /** Counts one record less; -1 is nobody. */
  untally(value: number): void
  /** Share of the records that tell something which have this value. */
  share(value: number): number
  /** Records that have it. */
  count(value: number): number
  /** Code units of value `v` are `codes[start[v]] … codes[start[v + 1] - 1]`. */
  codes: Uint16Array
  start: Int32Array
  /** Bit per class of character: two values without a bit in common share no character. */
  marks: Int32Array
  told: number
  size: number
}

const LONGEST = 64

export function openValues(): ValueTable {
  const known = new Map<string, number>()
  let counts = new Int32Array(1024)
  let used = 0
  const table: ValueTable = {
    codes: new Uint16Array(8192),
    start: new Int32Array(1025),
    marks: new Int32Array(1024),
    told: 0,
    size: 0,
    add(text) {
      if (!text) return -1
      const value = table.number(text)
      table.tally(value)
      return value
    },
    tally(value) {
      counts[value]!++
      table.told++
    },
    untally(value) {
      if (value < 0) return
      counts[value]!--
      table.told--
    },
    number(text) {
      let value = known.get(text)
      if (value === undefined) {
        value = table.size++
        known.set(text, value)
        if (value === counts.length) {
          counts = grown(counts)
          table.start = grown(table.start, counts.length + 1)
          table.marks = grown(table.marks)
        }
        const length = Math.min(text.length, LONGEST)
        if (used + length > table.codes.length) table.codes = grown(table.codes)
        for (let i = 0; i < length; i++) {
          const code = text.charCodeAt(i)
          table.codes[used + i] = code
          table.marks[value]! |= 1 << (code & 31)
        }
        used += length
        table.start[value + 1] = used
      }
      return value
    },
    count: value => counts[value]!,
    share: value => counts[value]! / table.told,
  }
  return table
}

/** How many bits of a word are set. */
export function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** The same numbers in twice the room (or `length`). */
export function grown<
  A extends Int32Array | Uint16Array | Float64Array | Float32Array | Int8Array | Uint32Array,
>(array: A, length = array.length * 2): A {
  const larger = new (array.constructor as new (length: number) => A)(length)
  larger.set(array)
  return larger
}

/** A column of numbers, one per record, that grows as records are added. */
export type Numbers<A = Int32Array> = { at: A; length: number; push(value: number): void }

export function openNumbers<A extends Int32Array | Float64Array = Int32Array>(
  Kind: new (length: number) => A = Int32Array as never,
): Numbers<A> {
  const numbers: Numbers<A> = {
    at: new Kind(1024),
    length: 0,
    push(value) {
      if (numbers.length === numbers.at.length) numbers.at = grown(numbers.at)
      numbers.at[numbers.length++] = value
    },
  }
  return numbers
}
