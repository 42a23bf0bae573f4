const RUN = 24
let spareT = new Float64Array(0)
let spareOpp = new Int32Array(0)
let spareSpeaks = new Uint8Array(0)

/** Orders the acts from … to - 1 of three parallel arrays in place, by time, opportunity, speaking first. */
export function orderSlice(
  t: Float64Array,
  opp: Int32Array,
  speaks: Uint8Array,
  from: number,
  to: number,
): void {
  let ordered = true
  for (let i = from + 1; i < to && ordered; i++) ordered = !comesBefore(t, opp, speaks, i, i - 1)
  if (ordered) return
  for (let low = from; low < to; low += RUN) orderRun(t, opp, speaks, low, Math.min(to, low + RUN))
  for (let width = RUN; width < to - from; width *= 2)
    for (let low = from; low + width < to; low += 2 * width)
      mergeRuns(t, opp, speaks, low, low + width, Math.min(to, low + 2 * width))
}

function comesBefore(t: Float64Array, opp: Int32Array, speaks: Uint8Array, i: number, j: number): boolean {
  if (t[i] !== t[j]) return t[i]! < t[j]!
  if (opp[i] !== opp[j]) return opp[i]! < opp[j]!
  return speaks[i]! > speaks[j]!
}

function orderRun(t: Float64Array, opp: Int32Array, speaks: Uint8Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    for (let j = i; j > from && comesBefore(t, opp, speaks, j, j - 1); j--) {
      const [time, o, s] = [t[j]!, opp[j]!, speaks[j]!]
      t[j] = t[j - 1]!
      opp[j] = opp[j - 1]!
      speaks[j] = speaks[j - 1]!
      t[j - 1] = time
      opp[j - 1] = o
      speaks[j - 1] = s
    }
  }
}

function mergeRuns(
  t: Float64Array,
  opp: Int32Array,
  speaks: Uint8Array,
  low: number,
  middle: number,
  high: number,
): void {
  if (!comesBefore(t, opp, speaks, middle, middle - 1)) return
  if (spareT.length < high - low) {
    spareT = new Float64Array(2 * (high - low))
    spareOpp = new Int32Array(spareT.length)
    spareSpeaks = new Uint8Array(spareT.length)
  }
  let left = low
  let right = middle
  for (let k = 0; k < high - low; k++) {
    const from =
      right >= high || (left < middle && !comesBefore(t, opp, speaks, right, left)) ? left++ : right++
    spareT[k] = t[from]!
    spareOpp[k] = opp[from]!
    spareSpeaks[k] = speaks[from]!
  }
  t.set(spareT.subarray(0, high - low), low)
  opp.set(spareOpp.subarray(0, high - low), low)
  speaks.set(spareSpeaks.subarray(0, high - low), low)
}
