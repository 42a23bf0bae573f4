import { inBoth, type Language } from '#ledger/language.ts'
import type { Sign } from './signs/sign.ts'

const told = inBoth({
  en: {
    relayed: (s: Sign) => `Most posts that were answered there are those of this account (${s.word}).`,
    site: (s: Sign) => `It stands on your own site, ${s.word}.`,
    'links-back': (s: Sign) => `It gives ${s.word} as its page, and the network has seen the link back.`,
    links: (s: Sign) => `It gives your site ${s.word} as its page.`,
    handle: (s: Sign) => `It has a user name of yours: ${s.word}.`,
    'handle-of-site': (s: Sign) => `Its user name is called like your site: ${s.word}.`,
    'own-name': (s: Sign) => `It has your name: ${s.word}.`,
    'lent-name': (s: Sign) => `It has the name of another account that looks like yours: ${s.word}.`,
    'lent-handle': (s: Sign) => `It has the user name of another account that looks like yours: ${s.word}.`,
    claims: (s: Sign) => `But it only says so: this was written on ${s.word || 'another site'}.`,
    declared: () => 'The network itself says that a program keeps it.',
    name: (s: Sign) => `Its name says so: “${s.word}”.`,
    'name-by-handle': (s: Sign) => `Its user name says so: “${s.word}”.`,
    host: (s: Sign) => `It is on ${s.word}, where programs pass on what others wrote.`,
    prompt: (s: Sign) => `${s.count} of its ${s.of} acts came within ten minutes after the post.`,
    'never-speaks': (s: Sign) => `All its ${s.count} acts are of one kind; it never says a word of its own.`,
    speaks: () => 'Against it: it has written words of its own.',
    'by-hand': () => 'You said so.',
  },
  ja: {
    relayed: (s: Sign) => `そこで反応された投稿の多くは、このアカウントのものです（${s.word}）。`,
    site: (s: Sign) => `ご自分のサイト（${s.word}）にあります。`,
    'links-back': (s: Sign) =>
      `自分のページとして ${s.word} を挙げ、相互のリンクもネットワークが確かめています。`,
    links: (s: Sign) => `自分のページとして、あなたのサイト ${s.word} を挙げています。`,
    handle: (s: Sign) => `あなたのユーザー名と同じです：${s.word}`,
    'handle-of-site': (s: Sign) => `ユーザー名が、あなたのサイトの名前と同じです：${s.word}`,
    'own-name': (s: Sign) => `あなたと同じ名前です：${s.word}`,
    'lent-name': (s: Sign) => `ご自分のものらしい別のアカウントと同じ名前です：${s.word}`,
    'lent-handle': (s: Sign) => `ご自分のものらしい別のアカウントと同じユーザー名です：${s.word}`,
    claims: (s: Sign) => `ただし本人の名乗りだけで、書かれていたのは${s.word || '別のサイト'}です。`,
    declared: () => 'プログラムのアカウントだと、ネットワーク自身が示しています。',
    name: (s: Sign) => `名前に「${s.word}」とあります。`,
    'name-by-handle': (s: Sign) => `ユーザー名に「${s.word}」とあります。`,
    host: (s: Sign) => `プログラムがほかの人の言葉を中継する場所（${s.word}）にあります。`,
    prompt: (s: Sign) => `出来事${s.of}件のうち${s.count}件が、投稿から10分以内です。`,
    'never-speaks': (s: Sign) => `${s.count}件すべてが同じ種類の出来事で、自分の言葉がありません。`,
    speaks: () => 'ただし、自分の言葉を書いたことがあります。',
    'by-hand': () => 'ご自分の判断です。',
  },
})

/** Why an account is asked about, or taken for a program, in sentences. */
export function saySigns(about: 'own' | 'program', reasons: readonly Sign[], language: Language): string[] {
  return reasons.flatMap(sign => {
    const code =
      about === 'own' && sign.code === 'name'
        ? 'own-name'
        : about === 'program' && sign.code === 'handle'
          ? 'name-by-handle'
          : sign.code
    const say = told[language][code as keyof (typeof told)['en']]
    return say ? [say(sign)] : []
  })
}
