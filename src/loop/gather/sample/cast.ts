/** Whose ledger the sample is. */
export const owner = {
  familyName: '縁',
  givenName: '花子',
  familyReading: 'えにし',
  givenReading: 'はなこ',
  latin: { family: 'Enishi', given: 'Hanako' },
  mail: 'hanako@hanako.example',
  site: 'https://hanako.example/',
  fediverse: { server: 'tsunagari.example', user: 'hanako' },
  // Longer than X allows, so that the handle can belong to nobody.
  x: 'hanako_enishi_example',
  linkedin: 'hanako-enishi-example',
} as const

export type Role =
  | 'the loyal one'
  | 'the silent one'
  | 'the two-accounts one'
  | 'the one who said no'
  | 'the fading one'
  | 'the returning one'
  | 'the new one'
  | 'the advocate'

/** Where a person's acts are seen: on the owner's Mastodon post, the blog's own fediverse actor, X, the comment form, their own site. */
export type Place = 'toot' | 'blog-actor' | 'x' | 'comment-form' | 'own-site'

/** A stretch of time in which a person is there. Days before now; `p`: chance of answering a post of usual pull. */
export type Spell = { fromDaysAgo: number; toDaysAgo: number; p: number }

export type Member = {
  role?: Role
  familyName?: string
  givenName?: string
  familyReading?: string
  givenReading?: string
  /** The name in Latin letters; handles and slugs come from it. */
  latin: { family: string; given: string }
  language: 'ja' | 'en'
  /** What the name looks like online, where it is not simply the name. */
  shown?: string
  fediverse?: { server: string; user: string }
  x?: string
  site?: string
  mail?: string
  linkedin?: string
  /** Which address book has a card of the person. */
  book?: 'phone' | 'google' | 'both'
  /** Profile addresses the card names; they tell which accounts are this person. */
  bookUrls?: readonly string[]
  phone?: string
  organization?: string
  title?: string
  birthday?: string
  note?: string
  /** Places and how often each is used. */
  places: Partial<Record<Place, number>>
  /** Leanings: an act is a like, words, or a passing on. */
  leaning: { like: number; speak: number; share: number }
  spells: readonly Spell[]
}

const always = { fromDaysAgo: 800, toDaysAgo: 0 }

/** The people the guides and the tests speak of, each there for what they show. */
export const cast = [
  {
    role: 'the loyal one',
    familyName: '佐藤',
    givenName: '結衣',
    familyReading: 'さとう',
    givenReading: 'ゆい',
    latin: { family: 'Sato', given: 'Yui' },
    language: 'ja',
    shown: '佐藤結衣📚',
    fediverse: { server: 'tsunagari.example', user: 'yui' },
    x: 'yui_sato_bookroom_example',
    site: 'https://yui-bookroom.example/',
    mail: 'yui@yui-bookroom.example',
    linkedin: 'yui-sato-bookroom-example',
    book: 'both',
    bookUrls: [
      'https://tsunagari.example/@yui',
      'https://yui-bookroom.example/',
      'https://x.com/yui_sato_bookroom_example',
      'https://www.linkedin.com/in/yui-sato-bookroom-example',
    ],
    phone: '090-0000-0101',
    organization: '本の部屋 ゆい',
    title: '店主',
    birthday: '1986-04-12',
    note: '富山。読書会を毎月。糸は生成りが好き。',
    places: { toot: 5, 'comment-form': 3, x: 2 },
    leaning: { like: 4, speak: 4, share: 2 },
    spells: [{ ...always, p: 0.93 }],
  },
  {
    role: 'the silent one',
    familyName: '高橋',
    givenName: '蓮',
    familyReading: 'たかはし',
    givenReading: 'れん',
    latin: { family: 'Takahashi', given: 'Ren' },
    language: 'ja',
    fediverse: { server: 'machi.example', user: 'ren_t' },
    mail: 'ren.takahashi@takahashi-sekkei.example',
    book: 'google',
    bookUrls: ['https://machi.example/@ren_t'],
    phone: '090-0000-0102',
    organization: '高橋設計室',
    title: '建築士',
    note: '工房の棚を設計してくれた人。',
    places: { toot: 1 },
    leaning: { like: 1, speak: 0, share: 0 },
    spells: [],
  },
  {
    role: 'the two-accounts one',
    familyName: 'Lindqvist',
    givenName: 'Maya',
    latin: { family: 'Lindqvist', given: 'Maya' },
    language: 'en',
    fediverse: { server: 'paperfolk.example', user: 'maya' },
    x: 'maya_lindqvist_example',
    site: 'https://maya-lindqvist.example/',
    mail: 'maya@maya-lindqvist.example',
    book: 'google',
    bookUrls: [
      'https://paperfolk.example/@maya',
      'https://x.com/maya_lindqvist_example',
      'https://maya-lindqvist.example/',
    ],
    organization: 'Lindqvist Marbling',
    title: 'Paper marbler',
    note: 'Met at the paper fair. Writes from two accounts.',
    places: { toot: 3, x: 3, 'own-site': 1 },
    leaning: { like: 4, speak: 3, share: 2 },
    spells: [{ fromDaysAgo: 610, toDaysAgo: 0, p: 0.5 }],
  },
  {
    role: 'the one who said no',
    familyName: '渡邊',
    givenName: '正',
    familyReading: 'わたなべ',
    givenReading: 'ただし',
    latin: { family: 'Watanabe', given: 'Tadashi' },
    language: 'ja',
    site: 'https://watanabe-insatsu.example/',
    mail: 'tadashi@watanabe-insatsu.example',
    linkedin: 'tadashi-watanabe-example',
    book: 'phone',
    bookUrls: ['https://watanabe-insatsu.example/', 'https://www.linkedin.com/in/tadashi-watanabe-example'],
    phone: '090-0000-0104',
    organization: '渡邊印刷',
    title: '代表',
    note: 'お知らせは控えてほしいとのこと。こちらからは連絡しない。',
    places: { 'comment-form': 1 },
    leaning: { like: 0, speak: 1, share: 0 },
    spells: [{ fromDaysAgo: 720, toDaysAgo: 366, p: 0.42 }],
  },
  {
    role: 'the fading one',
    familyName: 'Rivera',
    givenName: 'Tomás',
    latin: { family: 'Rivera', given: 'Tomas' },
    language: 'en',
    fediverse: { server: 'paperfolk.example', user: 'tomas_rivera' },
    site: 'https://tomas-rivera.example/',
    mail: 'tomas@tomas-rivera.example',
    linkedin: 'tom%C3%A1s-rivera-example',
    book: 'google',
    bookUrls: [
      'https://tomas-rivera.example/',
      'https://paperfolk.example/@tomas_rivera',
      'https://www.linkedin.com/in/tom%C3%A1s-rivera-example',
    ],
    organization: 'Imprenta Rivera',
    title: 'Letterpress printer',
    note: 'Sent us type ornaments. Always asks about thread.',
    places: { toot: 4, 'own-site': 1 },
    leaning: { like: 3, speak: 5, share: 2 },
    spells: [{ fromDaysAgo: 690, toDaysAgo: 150, p: 0.66 }],
  },
  {
    role: 'the returning one',
    familyName: '山田',
    givenName: 'さくら',
    familyReading: 'やまだ',
    givenReading: 'さくら',
    latin: { family: 'Yamada', given: 'Sakura' },
    language: 'ja',
    fediverse: { server: 'kaminoki.example', user: 'sakura_y' },
    mail: 'sakura@yamada-kobo.example',
    book: 'phone',
    bookUrls: ['https://kaminoki.example/@sakura_y'],
    phone: '080-0000-0106',
    organization: '山田工房',
    title: '染色',
    birthday: '1990-03-28',
    places: { toot: 1 },
    leaning: { like: 4, speak: 4, share: 1 },
    spells: [
      { fromDaysAgo: 700, toDaysAgo: 430, p: 0.5 },
      { fromDaysAgo: 26, toDaysAgo: 0, p: 0.97 },
    ],
  },
  {
    role: 'the new one',
    familyName: 'Byrne',
    givenName: 'Aoife',
    latin: { family: 'Byrne', given: 'Aoife' },
    language: 'en',
    fediverse: { server: 'paperfolk.example', user: 'aoife' },
    places: { toot: 1 },
    leaning: { like: 3, speak: 4, share: 2 },
    spells: [{ fromDaysAgo: 23, toDaysAgo: 0, p: 0.95 }],
  },
  {
    role: 'the advocate',
    familyName: '小林',
    givenName: '陸',
    familyReading: 'こばやし',
    givenReading: 'りく',
    latin: { family: 'Kobayashi', given: 'Riku' },
    language: 'ja',
    fediverse: { server: 'machi.example', user: 'riku' },
    site: 'https://riku-techo.example/',
    mail: 'riku@riku-techo.example',
    linkedin: 'riku-kobayashi-techo-example',
    book: 'both',
    bookUrls: [
      'https://machi.example/@riku',
      'https://riku-techo.example/',
      'https://www.linkedin.com/in/riku-kobayashi-techo-example',
    ],
    phone: '070-0000-0108',
    organization: '手帖編集室',
    title: '編集者',
    note: '人をつなぐのが上手。お礼を忘れずに。',
    places: { toot: 5, 'own-site': 3 },
    leaning: { like: 2, speak: 3, share: 6 },
    spells: [{ fromDaysAgo: 560, toDaysAgo: 0, p: 0.62 }],
  },
] as const satisfies readonly Member[]

/** The member of the cast with a role. */
export function castAs(role: Role): Member {
  return cast.find(member => member.role === role)!
}
