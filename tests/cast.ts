/**
 * The people of every sample and of the demo. All are invented; all their addresses end in `.example`.
 * Each has a role, so that a test can say whom it means.
 */
export type Member = {
  role: string
  /** As a Japanese source writes it (or as the person writes it where there is no Japanese form). */
  name: string
  latin: string
  familyName: string
  givenName: string
  familyReading?: string
  givenReading?: string
  /** Without `@`; the same on every network unless the role says otherwise. */
  handle: string
  mail: string
  site: string
  fediverse: string
}

export const cast = {
  hanako: {
    role: 'the owner',
    name: '縁 花子',
    latin: 'Hanako Enishi',
    familyName: '縁',
    givenName: '花子',
    familyReading: 'えにし',
    givenReading: 'はなこ',
    handle: 'hanako',
    mail: 'hanako@hanako.example',
    site: 'https://hanako.example/',
    fediverse: 'https://mstdn.example/users/hanako',
  },
  yui: {
    role: 'the loyal one',
    name: '佐藤 結衣',
    latin: 'Yui Sato',
    familyName: '佐藤',
    givenName: '結衣',
    familyReading: 'さとう',
    givenReading: 'ゆい',
    handle: 'yui_sato',
    mail: 'yui@sato.example',
    site: 'https://sato.example/',
    fediverse: 'https://mstdn.example/users/yui_sato',
  },
  ren: {
    role: 'the silent one',
    name: '高橋 蓮',
    latin: 'Ren Takahashi',
    familyName: '高橋',
    givenName: '蓮',
    familyReading: 'たかはし',
    givenReading: 'れん',
    handle: 'ren_t',
    mail: 'ren@takahashi.example',
    site: 'https://takahashi.example/',
    fediverse: 'https://social.example/users/ren_t',
  },
  maya: {
    role: 'the two-accounts one: a handle on X and a site of her own',
    name: 'Maya Lindqvist',
    latin: 'Maya Lindqvist',
    familyName: 'Lindqvist',
    givenName: 'Maya',
    handle: 'mayalindq',
    mail: 'maya@lindqvist.example',
    site: 'https://www.lindqvist.example/maya/',
    fediverse: 'https://social.example/users/maya',
  },
  tadashi: {
    role: 'the one who said no',
    name: '渡邊 正',
    latin: 'Tadashi Watanabe',
    familyName: '渡邊',
    givenName: '正',
    familyReading: 'わたなべ',
    givenReading: 'ただし',
    handle: 't_watanabe',
    mail: 'tadashi@watanabe.example',
    site: 'https://watanabe.example/',
    fediverse: 'https://mstdn.example/users/t_watanabe',
  },
  tomas: {
    role: 'the fading one',
    name: 'Tomás Rivera',
    latin: 'Tomás Rivera',
    familyName: 'Rivera',
    givenName: 'Tomás',
    handle: 'tomasr',
    mail: 'tomas@rivera.example',
    site: 'https://rivera.example/',
    fediverse: 'https://toots.example/users/tomasr',
  },
  sakura: {
    role: 'the returning one',
    name: '山田 さくら',
    latin: 'Sakura Yamada',
    familyName: '山田',
    givenName: 'さくら',
    familyReading: 'やまだ',
    givenReading: 'さくら',
    handle: 'sakura_y',
    mail: 'sakura@yamada.example',
    site: 'https://yamada.example/',
    fediverse: 'https://mstdn.example/users/sakura_y',
  },
  aoife: {
    role: 'the new one',
    name: 'Aoife Byrne',
    latin: 'Aoife Byrne',
    familyName: 'Byrne',
    givenName: 'Aoife',
    handle: 'aoifeb',
    mail: 'aoife@byrne.example',
    site: 'https://byrne.example/',
    fediverse: 'https://toots.example/users/aoifeb',
  },
  riku: {
    role: 'the advocate',
    name: '小林 陸',
    latin: 'Riku Kobayashi',
    familyName: '小林',
    givenName: '陸',
    familyReading: 'こばやし',
    givenReading: 'りく',
    handle: 'riku_k',
    mail: 'riku@kobayashi.example',
    site: 'https://kobayashi.example/',
    fediverse: 'https://social.example/users/riku_k',
  },
} as const satisfies Record<string, Member>
