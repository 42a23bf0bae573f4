import { inBoth } from '#ledger/language.ts'

const people = (n: number) => `${n} ${n === 1 ? 'person' : 'people'}`
const acts = (n: number) => `${n} ${n === 1 ? 'act' : 'acts'}`

export const words = inBoth({
  en: {
    about: 'Enishi (縁): the ledger of the people who root for you.',
    examples: 'Examples:',
    dataOption: 'data directory (default: ~/.local/share/enishi; as root /var/lib/enishi)',
    jsonOption: 'print JSON on stdout',
    langOption: 'language',
    wholeNumber: (least: number, most: number) => `It must be a whole number from ${least} to ${most}.`,
    rawOption: 'show control characters in outside text as they are',
    helpOption: 'show this help',
    seeHelp: 'enishi --help shows what there is.',
    versionOption: 'show the version',
    running: (url: string, code: string) => `Enishi runs on ${url}   one-time code: ${code}`,
    stopHint: 'Ctrl-C stops it.',
    stopped: 'Enishi has stopped. Everything is saved.',
    code: (code: string) => `One-time code: ${code}   (good for one sign-in within a day)`,
    reading: (name: string, items: number, percent: string, left: string) =>
      `${name}: ${items} items, ${percent}${left}`,
    left: (seconds: number) => `, about ${seconds} s left`,
    report: (name: string, a: number, p: number, k: number, kp: number, c: number) =>
      `${name}: added ${acts(a)} and ${people(p)}; known already ${acts(k)} and ${people(kp)}; changed ${acts(c)}.`,
    same: (id: string) => `This is exactly the file of import ${id}; nothing was added twice.`,
    leftOut: (n: number) => `Left out: ${n}`,
    importStopped: (id: string) =>
      `Interrupted. What was read is kept; import the same file again to go on (import ${id}).`,
    noImports: 'Nothing has been imported yet. Try: enishi import FILE',
    noLive: 'No account is connected yet. Kinds that can be, and what each wants to know:',
    'live-filling': 'filling',
    'live-following': 'following',
    'live-away': 'away',
    'live-token-lost': 'connect anew',
    'live-refused': 'connect anew',
    connected: (id: string) =>
      `Connected as ${id}. \`enishi follow ${id}\` fetches what is there; a running Enishi does it by itself.`,
    signIn: (url: string, next: string) =>
      `Open this address, allow reading, and copy the code:\n  ${url}\nThen:\n  ${next}`,
    disconnected: (id: string) =>
      `Account ${id} is disconnected. What was gathered stays; \`enishi undo ${id}\` takes it back.`,
    followed: (name: string, a: number, p: number, notice: string) =>
      `${name}: ${a} acts, ${p} people so far.${notice ? ` ${notice}` : ''}`,
    undone: (id: string, a: number, p: number) =>
      `Import ${id} was taken back: ${acts(a)} and ${people(p)} removed.`,
    undoKept: (a: number, p: number) =>
      `${acts(a)} and ${people(p)} stay, because other imports or your notes also tell of them.`,
    wouldUndo: (id: string, a: number, p: number) =>
      `Taking back import ${id} would remove ${acts(a)} and ${people(p)}.`,
    backtestSpan: '90 days',
    backtestAll: 'in all: forecast, came',
    backtestKnown: 'those you knew',
    backtestNew: 'new people',
    joined: (n: number) =>
      `${people(n)} ${n === 1 ? 'was' : 'were'} recognised as told of elsewhere too and joined:`,
    copiesHold: (day: string) => `The daily copies of the ledger still hold it until ${day}.`,
    backupsHold: (n: number) =>
      `${n} ${n === 1 ? 'backup' : 'backups'} from before an update still ${n === 1 ? 'holds' : 'hold'} it, until newer ones take their place.`,
    wouldDisconnect: (id: string) =>
      `Account ${id} would be forgotten, with its token or password. What was gathered stays.`,
    sayYes: 'Nothing was changed. Say --yes to do it.',
    yesOrNo: 'Do it? [y/N]',
    leftAsItIs: 'Nothing was changed.',
    headline: (total: string, low: string, high: string, days: number) =>
      `About ${total} ${total === '1' ? 'person' : 'people'} will support you in the next ${days} days. 8 times out of 10 it is between ${low} and ${high}.`,
    headlineThen: (total: string, low: string, high: string, days: number, day: string) =>
      `In the ${days} days after ${day} about ${total} ${total === '1' ? 'person was' : 'people were'} likely to support you. 8 times out of 10 it is between ${low} and ${high}.`,
    stillCounting:
      'Still counting: what you brought is being read and counted in, and the figure will change.',
    known: (expected: string, low: string, high: string) =>
      `  known people  ${expected}  (8 times out of 10 between ${low} and ${high})`,
    outOfSight: (expected: string, count: string, n: number) =>
      `                of which ${expected} from ${count} ${n === 1 ? 'person' : 'people'} whose sources have ended; whether they still come cannot be seen`,
    newcomers: (expected: string, low: string, high: string) =>
      `  newcomers     ${expected}  (8 times out of 10 between ${low} and ${high})`,
    seenUntil: (date: string) =>
      `Your sources end on ${date}: what has happened since is not known. A newer file would tell.`,
    notVisible: 'Not visible:',
    noPeople: 'Nobody is in the ledger yet. Try: enishi import FILE',
    nobodyFound: 'Nobody like that is in the ledger.',
    peopleHow:
      'Say what to do: people match, people merge A B, people not-same A B, people split ACCOUNT, people me [yes|no ACCOUNT…], people programs, people program ACCOUNT…, people person ACCOUNT…, or people take-back DECISION.',
    askedOwn: (n: number) =>
      `Are these you? ${n} ${n === 1 ? 'account' : 'accounts'}; people me yes or no, with the ids or “all”, settles it:`,
    mayBeYours: (n: number) =>
      `${n} ${n === 1 ? 'account' : 'accounts'} may be your own. See and answer: enishi people me`,
    someArePrograms: (n: number) =>
      `${n} ${n === 1 ? 'account looks' : 'accounts look'} like programs and ${n === 1 ? 'is' : 'are'} not counted. See which: enishi people programs`,
    noneAskedOwn: 'No account is waiting to be told whether it is yours.',
    ownOnes: 'Your own accounts:',
    programsAre: (n: number) =>
      `${n} ${n === 1 ? 'account looks' : 'accounts look'} like programs and ${n === 1 ? 'is' : 'are'} in no figure. If one is a person: enishi people person ID`,
    noPrograms: 'No account looks like a program.',
    actsOf: (n: number) => acts(n),
    nothingWaits: 'Everybody is told apart; nobody waits for your word.',
    pairsWait: (n: number) =>
      `${n} ${n === 1 ? 'pair' : 'pairs'} may be one person. merge or not-same settles it:`,
    wordKept: (id: string) => `Kept. To take it back: enishi people take-back ${id}`,
    tookBack: 'Taken back.',
    noSuchPerson: (name: string) => `Nobody by the name “${name}”.`,
    several: (name: string, n: number) => `“${name}” fits ${n} people; use an id:`,
    accounts: 'Accounts',
    because: 'Because',
    timeline: 'What happened',
    notes: 'Notes',
    noBackups: (home: string) => `There is no copy of a ledger in ${home}.`,
    backup: (madeAt: string, kind: 'day' | 'change', folder: string) =>
      `${madeAt} UTC  ${kind === 'day' ? 'of a day       ' : 'before a change'}  ${folder}`,
    restored: (madeAt: string, a: number, p: number) =>
      `The backup of ${madeAt} UTC is restored: ${acts(a)}, ${people(p)}. Sign in with a new code; it may be that connected accounts have to be connected anew.`,
    healthy: 'All is well.',
    unwell: 'Something needs attention (marked ✗).',
  },
  ja: {
    about: 'Enishi（縁）：あなたを応援してくれる人の台帳。',
    examples: '例：',
    dataOption: 'データの場所（既定：~/.local/share/enishi、root では /var/lib/enishi）',
    jsonOption: '結果を JSON で標準出力に出す',
    langOption: '言語',
    wholeNumber: (least: number, most: number) => `${least}〜${most} の整数で指定してください。`,
    rawOption: '外から来た文字列の制御文字をそのまま出す',
    helpOption: 'この説明を出す',
    seeHelp: '使い方は enishi --help で確かめられます。',
    versionOption: '版を出す',
    running: (url: string, code: string) => `Enishi が動いています ${url}   ワンタイムコード: ${code}`,
    stopHint: 'Ctrl-C で止まります。',
    stopped: 'Enishi を止めました。すべて保存されています。',
    code: (code: string) => `ワンタイムコード: ${code}   （1日以内に1回だけ使えます）`,
    reading: (name: string, items: number, percent: string, left: string) =>
      `${name}：${items}件、${percent}${left}`,
    left: (seconds: number) => `、残り約${seconds}秒`,
    report: (name: string, a: number, p: number, k: number, kp: number, c: number) =>
      `${name}：追加 出来事${a}件・${p}人、既知 出来事${k}件・${kp}人、変更 ${c}件。`,
    same: (id: string) => `取り込み ${id} とまったく同じファイルです。二重には加えていません。`,
    leftOut: (n: number) => `取り込まなかったもの：${n}件`,
    importStopped: (id: string) =>
      `中断しました。読んだ分は残っています。同じファイルをもう一度取り込むと続きから始まります（取り込み ${id}）。`,
    noImports: 'まだ何も取り込んでいません。例：enishi import ファイル',
    noLive: 'つないであるアカウントは、まだありません。つなげるものと、そのとき必要なもの：',
    'live-filling': '収集中',
    'live-following': '確認済み',
    'live-away': '再試行中',
    'live-token-lost': '要つなぎ直し',
    'live-refused': '要つなぎ直し',
    connected: (id: string) =>
      `番号 ${id} でつながりました。\`enishi follow ${id}\` で今すぐ集めます。起動中の Enishi は自動で集めます。`,
    signIn: (url: string, next: string) =>
      `次のアドレスを開いて読み取りを許可し、表示されたコードを写してください：\n  ${url}\nそのあと：\n  ${next}`,
    disconnected: (id: string) =>
      `アカウント ${id} を外しました。集めた分は残っています。\`enishi undo ${id}\` で取り除けます。`,
    followed: (name: string, a: number, p: number, notice: string) =>
      `${name}：これまでに出来事${a}件・${p}人。${notice}`,
    undone: (id: string, a: number, p: number) =>
      `取り込み ${id} を取り消しました。出来事${a}件・${p}人を取り除きました。`,
    undoKept: (a: number, p: number) => `ほかの取り込みやメモにもある出来事${a}件・${p}人は残しました。`,
    wouldUndo: (id: string, a: number, p: number) =>
      `取り込み ${id} を取り消すと、出来事${a}件・${p}人がなくなります。`,
    backtestSpan: '90日間',
    backtestAll: '全体：見込みと実際',
    backtestKnown: '知っている人',
    backtestNew: '新しい人',
    joined: (n: number) => `${n}人を、ほかの出どころにもいる同じ人と見分けてまとめました。`,
    copiesHold: (day: string) => `毎日の控えには、${day} まで残ります。`,
    backupsHold: (n: number) => `更新前のバックアップ${n}個には、新しいものに替わるまで残ります。`,
    wouldDisconnect: (id: string) =>
      `アカウント ${id} を、許可やパスワードも含めて忘れます。集めた分は残ります。`,
    sayYes: '何も変えていません。実行するには --yes を付けてください。',
    yesOrNo: '実行しますか？ [y/N]',
    leftAsItIs: '何も変えていません。',
    headline: (total: string, low: string, high: string, days: number) =>
      `これからの${days}日で、およそ${total}人が応援してくれる見込みです。10回に8回は ${low}〜${high}人です。`,
    headlineThen: (total: string, low: string, high: string, days: number, day: string) =>
      `${day}からの${days}日に、およそ${total}人の応援が見込まれていました。10回に8回は ${low}〜${high}人です。`,
    stillCounting: 'まだ数えているところです。取り込んだ記録を数えに入れており、見込みはこれから変わります。',
    known: (expected: string, low: string, high: string) =>
      `  知っている人  ${expected}人（10回に8回は ${low}〜${high}人）`,
    outOfSight: (expected: string, count: string, _: number) =>
      `                うち${expected}人分は、出どころの記録が途絶えた${count}人の見込み（いまのようすは見えません）`,
    newcomers: (expected: string, low: string, high: string) =>
      `  新しい人      ${expected}人（10回に8回は ${low}〜${high}人）`,
    seenUntil: (date: string) =>
      `出どころの記録は${date}までで、そのあとのことはわかりません。新しいファイルを取り込むとわかります。`,
    notVisible: '見えないもの：',
    noPeople: '台帳にはまだだれもいません。例：enishi import ファイル',
    nobodyFound: '当てはまる人はいません。',
    peopleHow:
      '何をするかを指定してください：people match、people merge A B、people not-same A B、people split アカウント、people me [yes|no アカウント…]、people programs、people program アカウント…、people person アカウント…、people take-back 判断のID。',
    askedOwn: (n: number) =>
      `あなたのアカウントですか？（${n}件）people me yes か no に、ID または all を付けてお答えください：`,
    mayBeYours: (n: number) =>
      `ご自分のものかもしれないアカウントが${n}件あります。確かめて答えるには：enishi people me`,
    someArePrograms: (n: number) =>
      `プログラムらしいアカウントが${n}件あり、数に入れていません。見るには：enishi people programs`,
    noneAskedOwn: 'ご自分のものかどうか、お答え待ちのアカウントはありません。',
    ownOnes: 'ご自分のアカウント：',
    programsAre: (n: number) =>
      `${n}件のアカウントはプログラムのようなので、数字に入れていません。人であれば：enishi people person ID`,
    noPrograms: 'プログラムらしいアカウントはありません。',
    actsOf: (n: number) => `出来事${n}件`,
    nothingWaits: '判断をお待ちしている組はありません。',
    pairsWait: (n: number) => `${n}組が同じ人かもしれません。merge か not-same でお決めください：`,
    wordKept: (id: string) => `残しました。取り消すには：enishi people take-back ${id}`,
    tookBack: '取り消しました。',
    noSuchPerson: (name: string) => `「${name}」という人は見つかりませんでした。`,
    several: (name: string, n: number) => `「${name}」に当てはまる人が${n}人います。ID で指定してください：`,
    accounts: 'アカウント',
    because: '理由',
    timeline: '出来事',
    notes: 'メモ',
    noBackups: (home: string) => `${home} に台帳の控えはありません。`,
    backup: (madeAt: string, kind: 'day' | 'change', folder: string) =>
      `${madeAt} UTC  ${kind === 'day' ? '毎日の控え' : '更新前の控え'}  ${folder}`,
    restored: (madeAt: string, a: number, p: number) =>
      `${madeAt}（協定世界時）のバックアップを戻しました。出来事${a}件・${p}人です。新しいコードでサインインしてください。つないであったアカウントは、つなぎ直しが必要なことがあります。`,
    healthy: 'すべて良好です。',
    unwell: '確認が必要なところがあります（✗ の行）。',
  },
})
