import { toKatakana } from 'wanakana'
import { randomOf } from './random.ts'
import type { Person, Story } from './story.ts'

/** The telephone's address book: vCard 3.0 as an iPhone writes it. */
export function vcards(story: Story): string {
  const people = randomOf(story.seed, 'vcard').shuffled(
    story.people.filter(({ book }) => book === 'phone' || book === 'both'),
  )
  return [...people.map(card), companyCard]
    .map(lines => lines.map(line => `${fold(line)}\r\n`).join(''))
    .join('')
}

function card(person: Person): string[] {
  const { familyName = '', givenName = '' } = person
  const names = familyName || givenName ? [familyName, givenName] : ['', person.shown ?? '']
  let item = 0
  const labelled = (property: string, value: string, label: string) => {
    item++
    return [`item${item}.${property}:${value}`, `item${item}.X-ABLabel:${label}`]
  }
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'PRODID:-//Apple Inc.//iPhone OS 18.5//EN',
    `N:${names.map(value).join(';')};;;`,
    // iPhones write the given name first, whatever the language; readers go by N.
    `FN:${value([names[1], names[0]].filter(Boolean).join(' '))}`,
    ...(person.givenReading ? [`X-PHONETIC-FIRST-NAME:${reading(person.givenReading, person)}`] : []),
    ...(person.familyReading ? [`X-PHONETIC-LAST-NAME:${reading(person.familyReading, person)}`] : []),
    ...(person.organization ? [`ORG:${value(person.organization)};`] : []),
    ...(person.title ? [`TITLE:${value(person.title)}`] : []),
    ...(person.mail ? [`EMAIL;type=INTERNET;type=HOME;type=pref:${person.mail}`] : []),
    ...(person.phone ? [`TEL;type=CELL;type=VOICE;type=pref:${person.phone}`] : []),
    ...(person.bookUrls ?? []).flatMap(url => labelled('URL;type=pref', url, '_$!<HomePage>!$_')),
    ...(person.birthday ? [`BDAY;value=date:${person.birthday}`] : []),
    ...(person.note ? [`NOTE:${value(person.note)}`] : []),
    `UID:${uid(person.number)}`,
    'END:VCARD',
  ]
}

const companyCard = [
  'BEGIN:VCARD',
  'VERSION:3.0',
  'N:;;;;',
  'FN:株式会社 紙と糸',
  'ORG:株式会社 紙と糸;',
  'EMAIL;type=INTERNET;type=WORK;type=pref:info@kami-to-ito.example',
  'TEL;type=WORK;type=VOICE;type=pref:0120-000-000',
  'X-ABShowAs:COMPANY',
  `UID:${uid(999)}`,
  'END:VCARD',
]

function uid(number: number): string {
  const hex = (number * 2_654_435_761).toString(16).padStart(12, '0').slice(-12)
  return `5a4d0000-0000-4000-8000-${hex}`
}

const value = (text: string) => text.replace(/([\\,;])/g, '\\$1').replace(/\n/g, '\\n')

function reading(kana: string, person: Person): string {
  return person.phonetics === 'half-width' ? halfWidth(kana) : kana
}

const wide =
  'ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン'
/** Half-width katakana as old telephones keep it: たなか → ﾀﾅｶ. */
export function halfWidth(kana: string): string {
  return [...toKatakana(kana).normalize('NFD')]
    .map(char => {
      if (char === '\u3099') return 'ﾞ'
      if (char === '\u309a') return 'ﾟ'
      const index = wide.indexOf(char)
      return index < 0 ? char : String.fromCharCode(0xff66 + index)
    })
    .join('')
}

/** RFC 2426: no line over 75 octets; the rest goes on after a line end and a space. */
function fold(line: string): string {
  let folded = ''
  let octets = 0
  for (const char of line) {
    const size = Buffer.byteLength(char)
    if (octets + size > 75) {
      folded += '\r\n '
      octets = 1
    }
    folded += char
    octets += size
  }
  return folded
}

const header = [
  'First Name',
  'Middle Name',
  'Last Name',
  'Phonetic First Name',
  'Phonetic Middle Name',
  'Phonetic Last Name',
  'Name Prefix',
  'Name Suffix',
  'Nickname',
  'File As',
  'Organization Name',
  'Organization Title',
  'Organization Department',
  'Birthday',
  'Notes',
  'Photo',
  'Labels',
  'E-mail 1 - Label',
  'E-mail 1 - Value',
  'Phone 1 - Label',
  'Phone 1 - Value',
  'Website 1 - Label',
  'Website 1 - Value',
  'Website 2 - Label',
  'Website 2 - Value',
  'Website 3 - Label',
  'Website 3 - Value',
  'Website 4 - Label',
  'Website 4 - Value',
] as const

/** Google Contacts, the CSV of 2024 and later. */
export function googleCsv(story: Story): string {
  const random = randomOf(story.seed, 'google')
  const people = random.shuffled(story.people.filter(({ book }) => book === 'google' || book === 'both'))
  const rows = people.map(person => {
    const row: Partial<Record<(typeof header)[number], string>> = {
      'First Name': person.givenName ?? person.shown,
      'Last Name': person.familyName,
      'Phonetic First Name': person.givenReading && reading(person.givenReading, person),
      'Phonetic Last Name': person.familyReading && reading(person.familyReading, person),
      'Organization Name': person.organization,
      'Organization Title': person.title,
      Birthday: person.birthday,
      Notes: person.note,
      Labels: random.chance(0.3) ? '友人 ::: * myContacts' : '* myContacts',
      ...(person.mail && { 'E-mail 1 - Label': '* ', 'E-mail 1 - Value': person.mail }),
      ...(person.phone && { 'Phone 1 - Label': 'Mobile', 'Phone 1 - Value': person.phone }),
    }
    for (const [i, url] of (person.bookUrls ?? []).slice(0, 4).entries()) {
      row[`Website ${i + 1} - Label` as 'Website 1 - Label'] = 'Profile'
      row[`Website ${i + 1} - Value` as 'Website 1 - Value'] = url
    }
    return header.map(name => row[name] ?? '')
  })
  return csv([header, ...rows], '\r\n')
}

/** Quoted where needed only. */
export function csv(rows: readonly (readonly string[])[], end = '\n'): string {
  return rows.map(row => `${row.map(quotedIfNeeded).join(',')}${end}`).join('')
}

function quotedIfNeeded(cell: string): string {
  return /[",\r\n]/.test(cell) ? quoted(cell) : cell
}

export const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
