import { inBoth } from '#ledger/language.ts'

export const words = inBoth({
  en: {
    isMe: 'This is you. What happens here is no support and is in no figure.',
    isProgram: 'This looks like a program: what it does is no support and is in no figure.',
    notMe: 'This is not me',
    person: 'This is a person',
    me: 'This is me',
    program: 'This is a program',
    saidMe: (name: string) => `“${name}” is you now, and no support any more.`,
    saidNotMe: (name: string) => `“${name}” is somebody else.`,
    saidProgram: (name: string) => `“${name}” is a program now and is not counted.`,
    saidPerson: (name: string) => `“${name}” is a person and is counted again.`,
    tookBack: 'Taken back.',
  },
  ja: {
    isMe: 'これはご自分です。ここでの出来事は応援ではなく、どの数字にも入れていません。',
    isProgram: 'プログラムのようです。していることは応援ではなく、どの数字にも入れていません。',
    notMe: 'わたしではありません',
    person: 'これは人です',
    me: 'これはわたしです',
    program: 'これはプログラムです',
    saidMe: (name: string) => `「${name}」をご自分としました。応援には数えません。`,
    saidNotMe: (name: string) => `「${name}」を別の人としました。`,
    saidProgram: (name: string) => `「${name}」をプログラムとしました。数に入れません。`,
    saidPerson: (name: string) => `「${name}」を人として、また数えます。`,
    tookBack: '取り消しました。',
  },
})
