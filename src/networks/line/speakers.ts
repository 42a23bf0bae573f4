/** Names have up to so many words. */
const LONGEST = 4

/**
 * Who speaks in a save from a computer, where only spaces stand between a name and what was said. `rests`: the lines behind
 * their times. `known`: names known otherwise (the other side's, the owner's). A name goes on as long as the same word
 * follows it every time, and leaves something to be said.
 */
export function speakersIn(rests: readonly string[], known: readonly string[]): string[] {
  const names = known.filter(name => rests.some(rest => rest.startsWith(`${name} `)))
  const others = rests.filter(rest => !names.some(name => rest.startsWith(`${name} `)))
  for (const [first, lines] of Map.groupBy(others, rest => rest.split(' ')[0]!)) {
    const words = lines.map(line => line.split(' ')).filter(line => line.length > 1)
    if (words.length < 2) continue
    let length = 1
    while (
      length < LONGEST &&
      words.every(line => line.length > length + 1 && line[length] === words[0]![length])
    )
      length++
    names.push([first, ...words[0]!.slice(1, length)].join(' '))
  }
  return names
}
