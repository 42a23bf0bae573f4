import { inBoth } from '#ledger/language.ts'

export const words = inBoth({
  en: {
    database: (what: string, schema: number, mb: number) =>
      `The database answers: ${what}, schema ${schema}, ${mb} MB.`,
    whole: 'Every act has its account, its work and its import.',
    broken: (n: number) =>
      `${n} acts miss their account, work or import. Nothing is lost for good: import the same files again, and report this.`,
    people: 'Every account belongs to a person.',
    peopleWrong: (n: number) =>
      `${n} accounts belong to nobody. They come back with the next import; please report this.`,
    imports: (waiting: number, asking: number, failed: number) =>
      `Imports: ${waiting} under way, ${asking} waiting for your answer, ${failed} failed.`,
    figuresFresh: 'The figures are up to date.',
    figuresStale: 'New facts are being counted in.',
    disk: (mb: number) => `${mb} MB are free on the disk.`,
    diskLow: (mb: number) =>
      `Only ${mb} MB are free on the disk. Free some space soon; reading goes on, imports will stop.`,
    uploads: 'No leftover uploads.',
    uploadsLeft: (n: number) =>
      `${n} uploaded files are left over that no import needs. Those older than a day go at the next start.`,
  },
  ja: {
    database: (what: string, schema: number, mb: number) =>
      `データベースは応答しています（${what}、スキーマ ${schema}、${mb} MB）。`,
    whole: 'すべての出来事に、アカウント・作品・取り込みがそろっています。',
    broken: (n: number) =>
      `${n}件の出来事で、アカウント・作品・取り込みのどれかが欠けています。同じファイルをもう一度取り込めば戻ります。お手数ですがお知らせください。`,
    people: 'すべてのアカウントが、だれかに属しています。',
    peopleWrong: (n: number) =>
      `${n}件のアカウントがどの人にも属していません。次の取り込みで戻ります。お手数ですがお知らせください。`,
    imports: (waiting: number, asking: number, failed: number) =>
      `取り込み：進行中${waiting}件、ご確認待ち${asking}件、失敗${failed}件。`,
    figuresFresh: '数字は最新です。',
    figuresStale: '新しい出来事を数えています。',
    disk: (mb: number) => `ディスクの空きは ${mb} MB です。`,
    diskLow: (mb: number) =>
      `ディスクの空きが ${mb} MB しかありません。早めに空きを作ってください。閲覧はできますが、取り込みは止まります。`,
    uploads: '残ったままのアップロードはありません。',
    uploadsLeft: (n: number) =>
      `どの取り込みにも使われないアップロードが${n}件残っています。1日より古いものは、次に起動したときに消えます。`,
  },
})
