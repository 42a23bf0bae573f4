/** Outside text on one terminal line: no control characters, no escapes, no direction tricks. */
export function plain(text: string): string {
  return controlsOut(text.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')).trim()
}

/** The same for text of several lines. */
export function controlsOut(text: string): string {
  return text.replace(/[^\P{Cc}\n]+/gu, ' ').replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, '')
}

/** The same JSON value, with everything escaped that a terminal could take for a command. */
export function controlsEscaped(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Cells in columns; widths count wide characters twice. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, width(cell))
    })
  return rows
    .map(row =>
      row
        .map((cell, i) => (i === row.length - 1 ? cell : cell + ' '.repeat(widths[i]! - width(cell))))
        .join('  '),
    )
    .join('\n')
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

function width(text: string): number {
  let cells = 0
  for (const char of text) cells += wide.test(char) ? 2 : /\p{M}/u.test(char) ? 0 : 1
  return cells
}
