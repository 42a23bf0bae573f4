/** `PK` with the mark of an entry, or of the end where there is no entry. */
export function hasZipMark(start: ArrayLike<number>): boolean {
  const [a, b, c, d] = [start[0], start[1], start[2], start[3]]
  return a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))
}
