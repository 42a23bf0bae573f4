import { csv, quoted } from './as-cards.ts'
import { owner } from './cast.ts'
import { day, span } from './posts.ts'
import { type Random, randomOf } from './random.ts'
import type { Person, Story } from './story.ts'
import { zipOf } from './zip.ts'

/** LinkedIn's complete archive: connections, messages, invitations, endorsements, recommendations, her own shares. */
export function linkedinZip(story: Story): Uint8Array {
  const random = randomOf(story.seed, 'linkedin')
  const members = story.people.filter(({ linkedin }) => linkedin).map(person => memberOf(person, random))
  const pending = members.filter(({ person }) => !person.role && person.spells.length === 0).slice(-4)
  const connected = members.filter(member => !pending.includes(member)).sort((a, b) => b.since - a.since)
  const files = {
    'Profile.csv': csv([
      [
        'First Name',
        'Last Name',
        'Maiden Name',
        'Address',
        'Birth Date',
        'Headline',
        'Summary',
        'Industry',
        'Zip Code',
        'Geo Location',
        'Twitter Handles',
        'Websites',
        'Instant Messengers',
      ],
      [
        ownFirst,
        ownLast,
        '',
        '',
        '',
        'Bookbinder & writer / 製本・執筆',
        '',
        'Crafts',
        '',
        'Kanazawa, Japan',
        '',
        `[BLOG:${owner.site}]`,
        '',
      ],
    ]),
    'Email Addresses.csv': csv([
      ['Email Address', 'Confirmed', 'Primary', 'Updated On'],
      [owner.mail, 'Yes', 'Yes', 'Not Available'],
    ]),
    'Connections.csv': connectionsCsv(connected, story),
    'Invitations.csv': invitationsCsv(connected, pending, story, random),
    'messages.csv': messagesCsv(connected, story, random),
    'Endorsement_Received_Info.csv': endorsementsCsv('Endorser', connected, 0.5, story, random),
    'Endorsement_Given_Info.csv': endorsementsCsv('Endorsee', connected, 0.14, story, random),
    'Recommendations_Received.csv': recommendationsCsv(received, members, story),
    'Recommendations_Given.csv': recommendationsCsv(given, members, story),
    'Shares.csv': sharesCsv(story),
  }
  return zipOf(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    story.now,
  )
}

const { given: ownFirst, family: ownLast } = owner.latin
const ownName = `${ownFirst} ${ownLast}`
const pageOf = (slug: string) => `https://www.linkedin.com/in/${slug}`

type LinkedinMember = {
  person: Person
  first: string
  last: string
  url: string
  daysAgo: number
  since: number
}

function memberOf(person: Person, random: Random): LinkedinMember {
  const latin = person.language === 'en' || random.chance(0.4)
  const daysAgo = person.role === 'the one who said no' ? 640 : 18 + random.int(span - 40)
  return {
    person,
    first:
      (latin ? (person.language === 'en' ? person.givenName : person.latin.given) : person.givenName) ??
      person.latin.given,
    last:
      (latin ? (person.language === 'en' ? person.familyName : person.latin.family) : person.familyName) ??
      person.latin.family,
    url: pageOf(person.linkedin!),
    daysAgo,
    since: -daysAgo,
  }
}

const fullName = ({ first, last }: LinkedinMember) => `${first} ${last}`.trim()

function connectionsCsv(connected: readonly LinkedinMember[], story: Story): string {
  const rows = connected.map(({ person, first, last, url, daysAgo }) => [
    first,
    last,
    url,
    person.mail && person.number % 3 === 0 ? person.mail : '',
    person.organization ?? '',
    person.title ?? '',
    dayMonthYear(story.now - daysAgo * day),
  ])
  const hidden = ['', '', '', '', '', '', dayMonthYear(story.now - 300 * day)]
  return (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing."\n\n' +
    csv([
      ['First Name', 'Last Name', 'URL', 'Email Address', 'Company', 'Position', 'Connected On'],
      ...rows,
      hidden,
    ]).trimEnd()
  )
}

function invitationsCsv(
  connected: readonly LinkedinMember[],
  pending: readonly LinkedinMember[],
  story: Story,
  random: Random,
): string {
  const invited = connected
    .filter(() => random.chance(0.75))
    .map(member => ({
      member,
      at: story.now - (member.daysAgo + random.next() * 3) * day,
      incoming: random.chance(0.6),
    }))
  const waiting = pending.map((member, i) => ({ member, at: story.now - (3 + i * 5) * day, incoming: true }))
  const rows = [...waiting, ...invited].map(({ member, at, incoming }) => {
    const [from, to] = incoming ? [fullName(member), ownName] : [ownName, fullName(member)]
    const [inviter, invitee] = incoming
      ? [member.url, pageOf(owner.linkedin)]
      : [pageOf(owner.linkedin), member.url]
    const words = random.chance(0.3)
      ? random.pick(member.person.language === 'ja' ? invitingJa : invitingEn)
      : ''
    return [from, to, usTime(at), words, incoming ? 'INCOMING' : 'OUTGOING', inviter, invitee]
  })
  return csv([
    ['From', 'To', 'Sent At', 'Message', 'Direction', 'inviterProfileUrl', 'inviteeProfileUrl'],
    ...rows,
  ])
}

const invitingJa = [
  '先日の本の市でお話しした者です。',
  'ブログをいつも読んでいます。',
  '読書会でご一緒しました。',
]
const invitingEn = [
  'We met at the book fair.',
  'I read your blog every week.',
  'A friend told me about your workshop.',
]

const messageHeader = [
  'CONVERSATION ID',
  'CONVERSATION TITLE',
  'FROM',
  'SENDER PROFILE URL',
  'TO',
  'RECIPIENT PROFILE URLS',
  'DATE',
  'SUBJECT',
  'CONTENT',
  'FOLDER',
  'ATTACHMENTS',
  'IS MESSAGE DRAFT',
  'IS CONVERSATION DRAFT',
]

/** Since March 2026 LinkedIn quotes every field of this file; newest first. */
function messagesCsv(connected: readonly LinkedinMember[], story: Story, random: Random): string {
  const messages = connected.flatMap((member, i) => threadOf(member, i, story, random))
  const advertisement = [
    '2-c3BvbnNvcmVk',
    'Sponsored',
    'Growth Academy',
    '',
    ownName,
    pageOf(owner.linkedin),
    utc(story.now - 200 * day),
    'A course for you, %FIRSTNAME%',
    '<p class="spinmail-quill-editor__spin-break">Grow your followers today.</p>',
    'INBOX',
    '',
    'No',
    'No',
  ]
  const rows = [...messages, { at: story.now - 200 * day, row: advertisement }].sort((a, b) => b.at - a.at)
  return [messageHeader, ...rows.map(({ row }) => row)].map(row => `${row.map(quoted).join(',')}\n`).join('')
}

function threadOf(member: LinkedinMember, index: number, story: Story, random: Random) {
  const { person } = member
  const talks = person.role === 'the advocate' ? 7 : person.role ? 3 : random.weighted([50, 25, 15, 10])
  const id = `2-${Buffer.from(`sample-${index}`).toString('base64')}`
  const until = person.role === 'the one who said no' ? 372 : person.role === 'the fading one' ? 150 : 1
  const lines: { at: number; row: string[] }[] = []
  for (let i = 0; i < talks; i++) {
    let at = story.now - (until + random.next() * Math.max(1, member.daysAgo - until)) * day
    let mine = random.chance(0.35)
    for (let n = 2 + random.int(4); n > 0 && at < story.now; n--) {
      const [from, fromUrl, to, toUrl] = mine
        ? [ownName, pageOf(owner.linkedin), fullName(member), member.url]
        : [fullName(member), member.url, ownName, pageOf(owner.linkedin)]
      const words = story.talk.letter(person.language, mine)
      lines.push({ at, row: [id, '', from, fromUrl, to, toUrl, utc(at), '', words, 'INBOX', '', 'No', 'No'] })
      at += random.exponential(0.7) * day + 60_000
      mine = !mine
    }
  }
  return lines
}

const skills = ['Bookbinding', 'Paper Conservation', 'Writing', 'Teaching', 'Craft', 'Letterpress', 'Editing']

function endorsementsCsv(
  who: 'Endorser' | 'Endorsee',
  connected: readonly LinkedinMember[],
  share: number,
  story: Story,
  random: Random,
): string {
  const rows = connected
    .filter(({ person }) => person.role === 'the loyal one' || random.chance(share))
    .flatMap(member =>
      random
        .shuffled(skills)
        .slice(0, 1 + random.int(2))
        .map(skill => ({ member, skill, at: story.now - member.daysAgo * random.next() * day })),
    )
    .filter(({ member, at }) => member.person.role !== 'the one who said no' || at < story.now - 370 * day)
    .sort((a, b) => b.at - a.at)
    .map(({ member, skill, at }) => [
      slashed(at),
      skill,
      member.first,
      member.last,
      member.url.slice('https://'.length),
      'ACCEPTED',
    ])
  return csv([
    [
      'Endorsement Date',
      'Skill Name',
      `${who} First Name`,
      `${who} Last Name`,
      `${who} Public Url`,
      'Endorsement Status',
    ],
    ...rows,
  ])
}

type Praise = { role: NonNullable<Person['role']>; daysAgo: number; text: string }
const received: Praise[] = [
  {
    role: 'the loyal one',
    daysAgo: 210,
    text: '読書会のたびに手製の本を見せてくださいます。説明がやさしく、手つきが丁寧で、参加した人がみな自分で綴じたくなります。',
  },
  {
    role: 'the advocate',
    daysAgo: 95,
    text: '取材でご一緒しました。聞かれたことだけでなく、次に会うべき人まで教えてくださる方です。',
  },
  {
    role: 'the fading one',
    daysAgo: 320,
    text: 'Hanako mended a type specimen book for our shop. Careful, frank about what not to touch, and a joy to write letters with.',
  },
]
const given: Praise[] = [
  {
    role: 'the advocate',
    daysAgo: 90,
    text: '人と人を、押しつけずにつなぐ編集者です。小林さんの「勝手にご紹介します」には、いつも助けられています。',
  },
  { role: 'the loyal one', daysAgo: 205, text: '毎月の読書会を何年も続けている店主です。約束を守る人です。' },
]

function recommendationsCsv(
  praises: readonly Praise[],
  members: readonly LinkedinMember[],
  story: Story,
): string {
  const rows = praises.flatMap(({ role, daysAgo, text }) =>
    members
      .filter(({ person }) => person.role === role)
      .map(({ person, first, last }) => [
        first,
        last,
        person.organization ?? '',
        person.title ?? '',
        text,
        usTime(story.now - daysAgo * day, 2),
        'VISIBLE',
      ]),
  )
  return csv([
    ['First Name', 'Last Name', 'Company', 'Job Title', 'Text', 'Creation Date', 'Status'],
    ...rows,
  ])
}

function sharesCsv(story: Story): string {
  const rows = story.posts
    .filter(({ linkedinId }) => linkedinId)
    .map(post => [
      utc(post.at + 420_000).replace(' UTC', ''),
      `https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A${post.linkedinId}`,
      `${post.title}\n\n${post.paragraphs[0]}`,
      post.url,
      '',
      'MEMBER_NETWORK',
    ])
  return csv([
    ['Date', 'ShareLink', 'ShareCommentary', 'SharedUrl', 'MediaUrl', 'Visibility'],
    ...rows.reverse(),
  ])
}

const utc = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
const slashed = (at: number) => utc(at).replaceAll('-', '/')
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function dayMonthYear(at: number): string {
  const date = new Date(at)
  return `${String(date.getUTCDate()).padStart(2, '0')} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** `9/5/26, 1:12 AM`; with `digits` 2 `09/05/26, 1:12 AM`. */
function usTime(at: number, digits = 1): string {
  const date = new Date(at)
  const padded = (n: number, width = digits) => String(n).padStart(width, '0')
  const hour = date.getUTCHours()
  return `${padded(date.getUTCMonth() + 1)}/${padded(date.getUTCDate())}/${padded(date.getUTCFullYear() % 100, 2)}, ${hour % 12 || 12}:${padded(date.getUTCMinutes(), 2)} ${hour < 12 ? 'AM' : 'PM'}`
}
