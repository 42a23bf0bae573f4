/** Until 2021 exports wrote 2^32 + id for people and 2^33 + id for groups and channels, all without a word before it. */
const SHIFT = 2 ** 32

/** `user222` of `user222`, `222` and `4294967518`; `channel…` and `chat…` are nobody. */
export function keyOfId(id: string): string {
  if (!/^\d+$/.test(id)) return id
  const number = Number(id)
  return number >= 2 * SHIFT && number < 3 * SHIFT ? `channel${number - 2 * SHIFT}` : `user${bareId(id)}`
}

/** The id without what old exports added. */
export function bareId(id: string): string {
  const number = Number(id)
  return number >= SHIFT && number < 3 * SHIFT ? String(number % SHIFT) : id
}
