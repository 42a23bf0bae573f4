import { numbersFrom } from './numbers.ts'

/** Texts that are no export of anything, as they lie on anybody's disk: `kind number.ending` and what stands in it. */
export function otherTexts(seed: number, each: number): { path: string; text: string }[] {
  const texts: { path: string; text: string }[] = []
  for (const [kind, [ending, write]] of Object.entries(kinds))
    for (let number = 0; number < each; number++) {
      const roll = dice(seed * 1_000 + texts.length)
      texts.push({ path: `${kind} ${number}.${ending}`, text: write(roll) })
    }
  return texts
}

type Roll = { below(count: number): number; of<T>(from: readonly T[]): T }

function dice(seed: number): Roll {
  const next = numbersFrom(seed)
  const below = (count: number) => Math.floor(next() * count)
  return { below, of: from => from[below(from.length)]! }
}

const english =
  'the a paper ink press binding thread fold board glue name mail date message from to subject member event status user comment like follow share people contact note group chat calendar first last given family ticket order post title author body entry'.split(
    ' ',
  )
const japanese =
  '名前 メール 日付 紙 製本 活版 印刷 参加者 名簿 件名 本文 会社 友達 連絡先 予定 写真 工房 展示 手紙 縁日 イベント 感想 返信 会社名 氏名 を が に は で と の'.split(
    ' ',
  )
const people = ['Yui Sato', 'Maya', 'Tomas Rivera', '佐藤 結衣', '高橋 蓮']

const words = (roll: Roll, from: readonly string[], most = 14) =>
  Array.from({ length: 3 + roll.below(most) }, () => roll.of(from))
const sentence = (roll: Roll) => {
  const text = words(roll, english).join(roll.below(4) === 0 ? ', ' : ' ')
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`
}
const bun = (roll: Roll) => `${words(roll, japanese).join(roll.below(5) === 0 ? '、' : '')}。`
const lines = (roll: Roll, least: number, line: (i: number) => string) =>
  Array.from({ length: least + roll.below(40) }, (_, i) => line(i)).join('\n')
const two = (roll: Roll, below: number) => String(roll.below(below)).padStart(2, '0')
const day = (roll: Roll, between = '-') =>
  `2026${between}0${1 + roll.below(9)}${between}${1 + roll.below(2)}${roll.below(9)}`
const clock = (roll: Roll) => `${two(roll, 24)}:${two(roll, 60)}:${two(roll, 60)}`
const level = (roll: Roll) => roll.of(['INFO', 'WARN', 'ERROR', 'DEBUG'])
const json = (roll: Roll, depth: number): unknown => {
  const kind = roll.below(depth > 2 ? 4 : 6)
  if (kind === 0) return roll.below(1_000_000)
  if (kind === 1) return words(roll, english, 4).join(' ')
  if (kind === 2) return roll.below(2) === 0
  if (kind === 3) return `${day(roll)}T${clock(roll)}Z`
  if (kind === 4) return Array.from({ length: roll.below(5) }, () => json(roll, depth + 1))
  return Object.fromEntries(words(roll, english, 5).map(name => [name, json(roll, depth + 1)]))
}

const kinds: Readonly<Record<string, [ending: string, write: (roll: Roll) => string]>> = {
  prose: ['txt', roll => lines(roll, 5, () => sentence(roll))],
  'prose of Japan': ['txt', roll => lines(roll, 5, () => bun(roll))],
  play: ['txt', roll => lines(roll, 8, () => `${roll.of(people)}: ${sentence(roll)}`)],
  notes: ['md', roll => `# ${sentence(roll)}\n\n${lines(roll, 4, () => `- ${sentence(roll)}`)}\n`],
  'notes with a table': [
    'md',
    roll =>
      `## ${bun(roll)}\n\n| Name | Mail | Date |\n|---|---|---|\n${lines(roll, 3, () => `| ${roll.of(people)} | ${roll.of(english)} | ${day(roll)} |`)}\n`,
  ],
  'a diary': ['txt', roll => lines(roll, 5, () => `${day(roll, '/')} ${bun(roll)}`)],
  'a log': [
    'log',
    roll => lines(roll, 9, () => `${day(roll)} ${clock(roll)} ${level(roll)} [main] ${sentence(roll)}`),
  ],
  'a log in brackets': [
    'log',
    roll =>
      lines(
        roll,
        9,
        () => `[${day(roll)} ${clock(roll)}] ${roll.of(['app', 'worker'])}.${level(roll)}: ${sentence(roll)}`,
      ),
  ],
  'a log of a web server': [
    'log',
    roll =>
      lines(
        roll,
        9,
        () =>
          `10.0.0.${roll.below(255)} - - [30/Sep/2026:${clock(roll)} +0900] "GET /${roll.of(english)} HTTP/1.1" 200 ${roll.below(9_999)}`,
      ),
  ],
  'a log of a system': [
    'log',
    roll =>
      lines(
        roll,
        9,
        () =>
          `Sep ${1 + roll.below(30)} ${clock(roll)} studio ${roll.of(english)}[${roll.below(9_999)}]: ${sentence(roll)}`,
      ),
  ],
  measures: [
    'csv',
    roll =>
      `time,x,y,z\n${lines(roll, 5, i => `${i},${roll.below(999)},${roll.below(999) / 10},${roll.below(9)}`)}`,
  ],
  'measures of a bank': [
    'csv',
    roll =>
      `Datum;Betrag;Saldo\n${lines(roll, 5, () => `${day(roll, '.')};${roll.below(999)},00;${roll.below(9_999)},00`)}`,
  ],
  'a table with tabs': [
    'tsv',
    roll => `gene\tlength\tscore\n${lines(roll, 5, i => `g${i}\t${roll.below(9_999)}\t${roll.below(100)}`)}`,
  ],
  json: ['json', roll => JSON.stringify({ version: 1, data: json(roll, 0), items: json(roll, 1) }, null, 2)],
  'a list in json': ['json', roll => JSON.stringify(Array.from({ length: 12 }, () => json(roll, 1)))],
  'lines of json': [
    'jsonl',
    roll =>
      lines(roll, 5, () =>
        JSON.stringify({ ts: day(roll), level: level(roll), msg: sentence(roll), user: roll.of(people) }),
      ),
  ],
  'a package': [
    'json',
    roll =>
      JSON.stringify({
        name: roll.of(english),
        version: '1.0.0',
        author: roll.of(people),
        dependencies: { [roll.of(english)]: '^1.0.0' },
      }),
  ],
  'a page': [
    'html',
    roll =>
      `<!DOCTYPE html><html><head><title>${sentence(roll)}</title></head><body>${lines(roll, 3, () => `<p>${sentence(roll)} <a href="https://hanako.example/${roll.of(english)}">${bun(roll)}</a></p>`)}</body></html>`,
  ],
  'a feed': [
    'xml',
    roll =>
      `<?xml version="1.0"?><rss version="2.0"><channel><title>${sentence(roll)}</title>${lines(roll, 3, () => `<item><title>${sentence(roll)}</title><pubDate>Wed, 30 Sep 2026 08:12:40 GMT</pubDate></item>`)}</channel></rss>`,
  ],
  'markup of a program': [
    'xml',
    roll =>
      `<?xml version="1.0"?><project>${lines(roll, 3, i => `<item id="${i}"><name>${roll.of(people)}</name><date>${day(roll)}</date></item>`)}</project>`,
  ],
  settings: [
    'toml',
    roll =>
      lines(roll, 4, i =>
        i % 5 === 0 ? `[${roll.of(english)}.${i}]` : `${roll.of(english)} = "${sentence(roll)}"`,
      ),
  ],
  'settings in yaml': [
    'yml',
    roll =>
      lines(roll, 4, i =>
        i % 4 === 0 ? `${roll.of(english)}${i}:` : `  - ${roll.of(english)}: ${sentence(roll)}`,
      ),
  ],
  'a page of a site': [
    'md',
    roll =>
      `---\ntitle: ${sentence(roll)}\ndate: ${day(roll)}\nauthor: ${roll.of(people)}\n---\n\n${lines(roll, 3, () => bun(roll))}`,
  ],
  'old settings': [
    'ini',
    roll =>
      lines(roll, 4, i => (i % 6 === 0 ? `[${roll.of(english)}]` : `${roll.of(english)}=${sentence(roll)}`)),
  ],
  program: [
    'ts',
    roll =>
      `import { ${words(roll, english, 4).join(', ')} } from './x.ts'\n\n${lines(roll, 4, () => `export const ${roll.of(english)} = (${words(roll, english, 3).join(', ')}) => '${sentence(roll)}'`)}`,
  ],
  'program in python': [
    'py',
    roll =>
      `import os, sys\n\n${lines(roll, 4, () => `def ${roll.of(english)}(${words(roll, english, 3).join(', ')}):\n    return "${sentence(roll)}"`)}`,
  ],
  tables: [
    'sql',
    roll =>
      lines(
        roll,
        4,
        () =>
          `INSERT INTO ${roll.of(english)} (${words(roll, english, 4).join(', ')}) VALUES ('${sentence(roll)}', ${roll.below(99)});`,
      ),
  ],
  style: [
    'css',
    roll =>
      lines(
        roll,
        4,
        () => `.${roll.of(english)} { color: #${two(roll, 99)}${two(roll, 99)}${two(roll, 99)}; }`,
      ),
  ],
  difference: [
    'diff',
    roll =>
      `From 1234567 Mon Sep 17 00:00:00 2001\nSubject: ${sentence(roll)}\n\n--- a/x\n+++ b/x\n${lines(roll, 4, () => `${roll.of(['+', '-', ' '])}${sentence(roll)}`)}`,
  ],
  history: [
    'txt',
    roll =>
      lines(
        roll,
        3,
        () =>
          `commit 12${roll.below(99_999)}ab\nAuthor: ${roll.of(people)} <yui@sato.example>\nDate:   Wed Sep 30 ${clock(roll)} 2026 +0900\n\n    ${sentence(roll)}\n`,
      ),
  ],
  subtitles: [
    'srt',
    roll =>
      lines(
        roll,
        4,
        i => `${i + 1}\n00:${two(roll, 60)}:01,000 --> 00:${two(roll, 60)}:04,000\n${sentence(roll)}\n`,
      ),
  ],
  paper: [
    'tex',
    roll =>
      `\\documentclass{article}\n\\begin{document}\n${lines(roll, 4, () => sentence(roll))}\n\\end{document}`,
  ],
  'a timetable': ['txt', roll => lines(roll, 5, () => `${two(roll, 24)}:${two(roll, 60)} ${bun(roll)}`)],
  'a shopping list': [
    'txt',
    roll => lines(roll, 5, () => `${roll.below(9)}x ${roll.of(english)}, ${roll.of(japanese)}`),
  ],
  letter: [
    'txt',
    roll =>
      `Dear ${roll.of(people)},\n\n${lines(roll, 3, () => sentence(roll))}\n\nName: ${roll.of(people)}\nDate: ${day(roll)}\n`,
  ],
  fields: [
    'txt',
    roll =>
      lines(
        roll,
        6,
        () => `${roll.of(['From', 'To', 'Subject', 'Name', 'TITLE', 'AUTHOR', 'DATE'])}: ${sentence(roll)}`,
      ),
  ],
  noise: [
    'bin',
    roll => Array.from({ length: 400 }, () => String.fromCharCode(32 + roll.below(95))).join(''),
  ],
}
