import { inBoth } from '#ledger/language.ts'

export const words = inBoth({
  en: {
    database: (what: string, schema: number, mb: number) =>
      `The database answers: ${what}, schema ${schema}, ${mb} MB.`,
    storage: (tables: number, indexes: number) =>
      `All was read to the last page: ${tables} tables and ${indexes} indexes are whole.`,
    storageWithoutIndexes: (tables: number) =>
      `All ${tables} tables were read and are whole. Their indexes could not be looked at: the server lacks the extension amcheck, or the right to use it.`,
    damaged: (tables: string, said: string, whole: string) =>
      `The disk has damaged ${tables} (${said}). ${whole}`,
    damagedIndexes: (indexes: string, said: string) =>
      `Indexes are damaged: ${indexes} (${said}). The tables are whole, nothing is lost. npx enishi doctor --mend builds the indexes anew; then look after the disk.`,
    damagedCatalogue: (said: string) => `Part of the database itself cannot be read (${said}).`,
    goBack: (copy: string | undefined) =>
      `Stop Enishi, keep the data folder as it is, and look after the disk. ${copy ? `Then go back to the newest copy: npx enishi restore ${copy} --data a-new-folder` : 'There is no copy to go back to: bring your files again into a new folder (--data).'}`,
    wholeTables: (names: string) => `Whole are: ${names}.`,
    noWholeTables: 'No table could be read.',
    mended: (names: string) => `Built anew: ${names}.`,
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
    copies: (newest: string | undefined) =>
      newest
        ? `The ledger was last copied on ${newest} (UTC), and the copy was read back.`
        : 'There is no daily copy yet.',
    copyFailed: (code: string, f: Record<string, string | number>, newest: string | undefined) =>
      `The daily copy could not be made: ${code === 'backup-space' ? `${f.needed} MB are needed, ${f.free} MB are free` : code === 'ledger-damaged' ? 'part of the ledger is damaged' : f.why}. ${newest ? `The copy of ${newest} (UTC) is still there.` : 'There is none yet.'} It is tried again every hour.`,
    uploads: 'No leftover uploads.',
    uploadsLeft: (n: number) =>
      `${n} uploaded files are left over that no import needs. Those older than a day go at the next start.`,
  },
  ja: {
    database: (what: string, schema: number, mb: number) =>
      `データベースは応答しています（${what}、スキーマ ${schema}、${mb} MB）。`,
    storage: (tables: number, indexes: number) =>
      `すみずみまで読み、${tables}個の表と${indexes}個の索引がすべて無事でした。`,
    storageWithoutIndexes: (tables: number) =>
      `${tables}個の表をすべて読み、無事でした。索引は調べられませんでした（サーバーに拡張 amcheck がないか、使う権限がありません）。`,
    damaged: (tables: string, said: string, whole: string) =>
      `ディスク上で ${tables} が壊れています（${said}）。${whole}`,
    damagedIndexes: (indexes: string, said: string) =>
      `索引が壊れています：${indexes}（${said}）。表は無事で、失われたものはありません。npx enishi doctor --mend で作り直せます。そのあと、ディスクを点検してください。`,
    damagedCatalogue: (said: string) => `データベースそのものの一部が読めません（${said}）。`,
    goBack: (copy: string | undefined) =>
      `Enishi を止め、データフォルダはそのまま残し、ディスクを点検してください。${copy ? `そのあと、いちばん新しい控えに戻せます：npx enishi restore ${copy} --data 新しいフォルダ` : '戻せる控えがありません。新しいフォルダ（--data）に、ファイルをもう一度取り込んでください。'}`,
    wholeTables: (names: string) => `無事な表：${names}。`,
    noWholeTables: '読める表がありませんでした。',
    mended: (names: string) => `作り直しました：${names}`,
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
    copies: (newest: string | undefined) =>
      newest
        ? `台帳の控えは ${newest}（UTC）に取り、読み戻して確かめてあります。`
        : '毎日の控えは、まだありません。',
    copyFailed: (code: string, f: Record<string, string | number>, newest: string | undefined) =>
      `毎日の控えを取れませんでした（${code === 'backup-space' ? `${f.needed} MB 必要ですが、空きは ${f.free} MB です` : code === 'ledger-damaged' ? '台帳の一部が壊れています' : f.why}）。${newest ? `${newest}（UTC）の控えは残っています。` : '控えはまだありません。'}1時間ごとにやり直します。`,
    uploads: '残ったままのアップロードはありません。',
    uploadsLeft: (n: number) =>
      `どの取り込みにも使われないアップロードが${n}件残っています。1日より古いものは、次に起動したときに消えます。`,
  },
})
