import { inBoth } from '#ledger/language.ts'

export const words = inBoth({
  en: {
    closed: (date: string) =>
      `Nothing newer than ${date} has come from here. What happened since is unknown, so these people are shown as they stood then. Bring a newer export.`,
  },
  ja: {
    closed: (date: string) =>
      `${date}より後のものが届いていません。その後のことはわからないため、当時の状態で表示しています。新しい書き出しを取り込んでください。`,
  },
})
