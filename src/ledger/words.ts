import { inBoth } from './language.ts'
import { serverRefusals } from './words-server.ts'

type Facts = Record<string, string | number>

/** The sentence for every refusal: what happened, what is safe, what to do. */
const awayEn: Record<string, string> = {
  loop: 'it sends from one address to the next without end',
  slow: 'it takes too long',
  large: 'its answer is too large',
  busy: 'it was asked too often just now',
  unreachable: 'nobody answers at that address',
}
const awayJa: Record<string, string> = {
  loop: '転送が終わりません',
  slow: '応答に時間がかかりすぎています',
  large: '応答が大きすぎます',
  busy: '短いあいだに問い合わせが続きました',
  unreachable: 'そのアドレスからは応答がありません',
}

export const refusals = inBoth({
  en: {
    'not-signed-in': 'You are not signed in. Enter the one-time code that Enishi printed in the terminal.',
    'wrong-code': 'That code is not right, or it was used already. Run npx enishi code for a new one.',
    'too-many-tries': 'Too many wrong codes. Wait a minute, then run npx enishi code for a new one.',
    'wrong-origin': (f: Facts) =>
      f.origin
        ? `This request came from a page of ${f.origin}, so Enishi did not carry it out. Nothing was changed. If that is your own address of Enishi, add it to ENISHI_HOST_NAMES as it stands here.`
        : 'This request came from another site, so Enishi did not carry it out. Nothing was changed.',
    'wrong-host': (f: Facts) =>
      `“${f.host}” is not one of Enishi’s own names. Open it by localhost, or add the name to ENISHI_HOST_NAMES.`,
    unexpected:
      'Something went wrong inside Enishi. Nothing half done was kept; try again. The log has the details.',
    'ledger-damaged':
      'Part of the ledger is damaged on the disk and cannot be read. Nothing was changed. Trying again does not help: run npx enishi doctor, which says what is damaged, what is whole and which copy to go back to.',
    'disk-full':
      'The disk is full, so writing stopped. Everything written before is safe. Free some space, then repeat it; an import goes on where it stopped.',
    'port-taken': (f: Facts) =>
      `Port ${f.port} is used by another program. Close it, or start with --port ${f.next}.`,
    'not-found': 'There is nothing here by that name.',
    'bad-request': (f: Facts) => `Enishi could not read that request: ${f.why}. Nothing was changed.`,
    'field-wrong': (f: Facts) =>
      `“${f.en}” cannot be what you filled in. Check it, as it stands where you copied it from. Nothing was sent and nothing was changed.`,
    'unknown-format': (f: Facts) =>
      `“${f.name}” is not a file Enishi can read yet. It reads: ${f.en}. How to get each file stands on the page Sources. Nothing was imported.`,
    'mistaken-file': (f: Facts) => `${f.en} Nothing was imported.`,
    'bad-answer': (f: Facts) =>
      `The question “${f.id}” needs one of the answers that are offered. Nothing was imported yet.`,
    'empty-file': (f: Facts) => `“${f.name}” is empty. Download it again; nothing was imported.`,
    'encrypted-zip': (f: Facts) =>
      `“${f.name}” is locked with a password. Unpack it first and choose the folder or the files in it.`,
    'broken-zip': (f: Facts) =>
      `“${f.name}” is not a whole zip file (${f.why}). Download it again; nothing was imported.`,
    'other-archive': (f: Facts) =>
      `“${f.name}” is packed as ${f.kind}, which Enishi does not open. Unpack it first and choose the folder, or pack it as zip. Nothing was imported.`,
    'split-zip': (f: Facts) =>
      `“${f.name}” is one part of a zip that was split. Put all its parts into one folder, unpack them there with the program that split them, and choose what comes out. Nothing was imported.`,
    'dangerous-zip': (f: Facts) =>
      `“${f.name}” contains something unsafe (${f.why}), so Enishi did not open it. Nothing was imported.`,
    'deep-zip': (f: Facts) =>
      `“${f.name}” has an archive inside an archive inside it (${f.inside}), which is deeper than Enishi looks. Unpack it first and choose the folder, or bring the inner one by itself. Nothing of that one was imported.`,
    'file-changing': (f: Facts) =>
      `“${f.name}” is still changing, perhaps it is still downloading. Wait until it is complete, then import it again.`,
    'no-such-file': (f: Facts) =>
      `There is no file or folder “${f.path}”. Check the name; nothing was imported.`,
    'bad-setting': (f: Facts) =>
      `The setting ${f.name} cannot be “${f.value}”. Correct it or leave it out; nothing was started.`,
    'file-gone': (f: Facts) =>
      `“${f.name}” can no longer be read (${f.why}). What was read so far is kept; import the same file again to go on.`,
    'export-gone': (f: Facts) =>
      `What this import was reading (“${f.name}”) is no longer in the folder or file it was brought in. What was read so far is kept. Put it back and go on, or bring what is there now.`,
    'other-owner': (f: Facts) =>
      `This archive belongs to ${f.theirs}, but your ledger has ${f.ours} on ${f.network}. If both are you, confirm; otherwise cancel. Nothing was imported yet.`,
    'asks-first':
      'Before this file can be read, Enishi needs to know something that the file does not say. Your answer is remembered for later files of the same kind.',
    'import-failed':
      'Something in this file surprised Enishi, and reading stopped. What was read so far is safe. Please report it; the log has the details.',
    'import-state': (f: Facts) => `Import ${f.importId} is ${f.status}; that cannot be done with it now.`,
    busy: (f: Facts) => `Enishi is already running (${f.where}). Use that one; nothing was opened twice.`,
    'data-newer': (f: Facts) =>
      `This ledger was written by a newer Enishi (schema ${f.found}; this one knows ${f.known}). Start with the newer version; nothing was changed.`,
    'backup-space': (f: Facts) =>
      `Before this version changes your ledger it makes a backup, and for that the disk is too full: ${f.needed} MB are needed in ${f.dir}, ${f.free} MB are free. Free some space and start again; the ledger is as it was.`,
    'backup-failed': (f: Facts) =>
      `Before this version changes your ledger it makes a backup in ${f.dir}, and that did not work (${f.why}). Put that right and start again; the ledger is as it was.`,
    'not-a-backup': (f: Facts) =>
      `“${f.folder}” is not a backup of Enishi: a backup is a folder with a manifest.json, in backups/ of the data directory. Nothing was restored.`,
    'backup-broken': (f: Facts) =>
      `The backup “${f.folder}” is damaged: ${f.file} is missing, or not as it was written. Nothing was restored; take another backup or another copy of this one.`,
    'ledger-not-empty':
      'There is something in this ledger already, and a backup replaces nothing. Choose an empty folder with --data; nothing was changed.',
    'no-space': (f: Facts) =>
      `The disk is too full: ${f.needed} MB are needed in ${f.dir}, ${f.free} MB are free. Free some space; nothing was lost.`,
    'not-writable': (f: Facts) =>
      `Enishi may not write in ${f.dir} (${f.why}). Change its owner or choose another folder with --data.`,
    'not-traversable': (f: Facts) =>
      `PostgreSQL must not run as root, and the user “postgres” may not enter ${f.dir}. Choose a folder that others may enter, for example --data /var/lib/enishi.`,
    'postgres-missing': (f: Facts) =>
      `PostgreSQL could not be started: ${f.why}. Run \`npm ci\` again; your data is untouched.`,
    'postgres-version': (f: Facts) =>
      `The data in ${f.dir} was made by PostgreSQL ${f.found}, this Enishi brings ${f.ours}. Use the Enishi version it was made with; nothing was changed.`,
    'data-gone': (f: Facts) =>
      `The ledger’s folder ${f.dir} is not there any more: its disk may have been taken out, or the folder moved. Put it back; Enishi goes on by itself and writes nothing until then.`,
    ...serverRefusals.en,
    'postgres-away':
      'The database does not answer at the moment. Nothing was lost; try again in a few seconds.',
    precondition: 'This was changed somewhere else in the meantime. Load it again and repeat your change.',
    'precondition-missing': 'Say which version you are changing (If-Match). Nothing was changed.',
    'too-large': (f: Facts) => `That is larger than Enishi takes here (${f.limit}). Nothing was changed.`,
    'live-token':
      'The network does not accept this token or password. Check that it is complete and still valid there, then connect again. Nothing was changed.',
    'live-refused': (f: Facts) =>
      `The network does not do that for this account (${f.why}). Check what you filled in. Nothing was changed.`,
    'live-away': (f: Facts) =>
      `The network does not answer as it should at the moment (${awayEn[String(f.kind)] ?? f.why}). Check the address, or try again later. Nothing was changed.`,
    'live-address':
      'Enishi only goes to public addresses on the internet, and this is not one. Nothing was sent.',
    'live-sign-in':
      'This sign-in is over: it was used already, or more than 30 minutes have passed. Begin again; nothing was changed.',
    'live-connect-anew': (f: Facts) =>
      `${f.name} waits for you: connect it anew under Sources. What was gathered so far is safe.`,
    'self-link': 'These are already the same person.',
    'alone-already': 'This account stands by itself already; there is nobody to part it from.',
  },
  ja: {
    'not-signed-in': 'サインインしていません。ターミナルに表示されたワンタイムコードを入力してください。',
    'wrong-code': 'コードが違うか、すでに使われています。npx enishi code で新しいコードを出せます。',
    'too-many-tries':
      'コードの間違いが続きました。1分ほど待ってから npx enishi code で新しいコードを出してください。',
    'wrong-origin': (f: Facts) =>
      f.origin
        ? `${f.origin} のページからの操作だったため、実行しませんでした。何も変わっていません。ご自分の Enishi のアドレスでしたら、このまま ENISHI_HOST_NAMES に加えてください。`
        : '別のサイトからの操作だったため、実行しませんでした。何も変わっていません。',
    'wrong-host': (f: Facts) =>
      `「${f.host}」は Enishi のアドレスではありません。localhost で開くか、ENISHI_HOST_NAMES に名前を加えてください。`,
    unexpected:
      'Enishi の中で問題が起きました。中途半端な状態は残っていません。もう一度お試しください。詳しい内容はログにあります。',
    'ledger-damaged':
      '台帳の一部がディスク上で壊れていて、読み取れません。何も変えていません。もう一度試しても直りません。npx enishi doctor を実行すると、壊れた所、無事な所、戻せる控えが分かります。',
    'disk-full':
      'ディスクがいっぱいになり、書き込みが止まりました。それまでのデータは無事です。空きを作ってから、もう一度行ってください。取り込みは続きから再開できます。',
    'port-taken': (f: Facts) =>
      `ポート ${f.port} はほかのプログラムが使っています。それを閉じるか、--port ${f.next} を付けて起動してください。`,
    'not-found': 'お探しのものは見つかりませんでした。',
    'bad-request': (f: Facts) => `内容を読み取れませんでした（${f.why}）。何も変わっていません。`,
    'field-wrong': (f: Facts) =>
      `「${f.ja}」に入力された内容を確かめてください。写し元のとおりかどうかをご覧ください。何も送っておらず、何も変わっていません。`,
    'unknown-format': (f: Facts) =>
      `「${f.name}」はまだ読み込めない形式です。読み込めるもの：${f.ja}。それぞれの手に入れ方は「出どころ」のページにあります。何も取り込んでいません。`,
    'mistaken-file': (f: Facts) => `${f.ja}何も取り込んでいません。`,
    'bad-answer': (f: Facts) =>
      `「${f.id}」には、示された答えの中から選んでください。まだ何も取り込んでいません。`,
    'empty-file': (f: Facts) =>
      `「${f.name}」は空のファイルです。もう一度ダウンロードしてください。何も取り込んでいません。`,
    'encrypted-zip': (f: Facts) =>
      `「${f.name}」にはパスワードがかかっています。展開してから、中のフォルダかファイルを選んでください。`,
    'broken-zip': (f: Facts) =>
      `「${f.name}」は zip として壊れています（${f.why}）。もう一度ダウンロードしてください。何も取り込んでいません。`,
    'other-archive': (f: Facts) =>
      `「${f.name}」は ${f.kind} 形式でまとめられていて、そのままでは開けません。先に展開してフォルダを選ぶか、zip にまとめ直してください。何も取り込んでいません。`,
    'split-zip': (f: Facts) =>
      `「${f.name}」は、分割された zip の一部です。すべての部分を同じフォルダに置き、分割に使ったソフトで展開してから、できたフォルダやファイルを選んでください。何も取り込んでいません。`,
    'dangerous-zip': (f: Facts) =>
      `「${f.name}」に安全でないものが含まれているため、開きませんでした（${f.why}）。何も取り込んでいません。`,
    'deep-zip': (f: Facts) =>
      `「${f.name}」は、まとめたファイルの中に、さらにまとめたファイルが入っています（${f.inside}）。そこまで深くは開きません。先に展開してフォルダを選ぶか、中のファイルだけを取り込んでください。その分は何も取り込んでいません。`,
    'file-changing': (f: Facts) =>
      `「${f.name}」はまだ書き込み中のようです。ダウンロードが終わってから、もう一度取り込んでください。`,
    'no-such-file': (f: Facts) =>
      `「${f.path}」というファイルやフォルダはありません。名前をお確かめください。何も取り込んでいません。`,
    'bad-setting': (f: Facts) =>
      `設定 ${f.name} に「${f.value}」は使えません。直すか、指定を外してください。何も起動していません。`,
    'file-gone': (f: Facts) =>
      `「${f.name}」が読めなくなりました（${f.why}）。ここまでの分は残っています。同じファイルをもう一度取り込むと続きから始まります。`,
    'export-gone': (f: Facts) =>
      `取り込みの途中だった「${f.name}」が、元のフォルダやファイルの中に見当たりません。ここまでの分は残っています。元に戻して再開するか、いまあるものを改めて取り込んでください。`,
    'other-owner': (f: Facts) =>
      `このアーカイブは ${f.theirs} のものですが、台帳の ${f.network} は ${f.ours} です。どちらもご自分なら「続ける」を、違うなら「やめる」を選んでください。まだ何も取り込んでいません。`,
    'asks-first':
      '読み込む前に、ファイルに書かれていないことを教えてください。お答えは覚えておき、次に同じ種類のファイルを取り込むときに使います。',
    'import-failed':
      'このファイルに想定外の内容があり、途中で止まりました。ここまでに読んだ分は残っています。ログに詳しい内容がありますので、お知らせいただけると助かります。',
    'import-state': (f: Facts) =>
      `取り込み ${f.importId} は「${f.status}」のため、いまはその操作ができません。`,
    busy: (f: Facts) =>
      `Enishi はすでに動いています（${f.where}）。そちらをお使いください。二重には開いていません。`,
    'data-newer': (f: Facts) =>
      `この台帳は新しい版の Enishi で書かれています（スキーマ ${f.found}、この版は ${f.known} まで）。新しい版で起動してください。何も変わっていません。`,
    'backup-space': (f: Facts) =>
      `台帳を新しい版に合わせる前にバックアップを取りますが、そのための空きが足りません。${f.dir} に ${f.needed} MB 必要で、空きは ${f.free} MB です。空きを作って、もう一度起動してください。台帳は元のままです。`,
    'backup-failed': (f: Facts) =>
      `台帳を新しい版に合わせる前のバックアップが、${f.dir} に取れませんでした（${f.why}）。原因を取り除いて、もう一度起動してください。台帳は元のままです。`,
    'not-a-backup': (f: Facts) =>
      `「${f.folder}」は Enishi のバックアップではありません。データの場所の backups/ にある、manifest.json の入ったフォルダを指定してください。何も戻していません。`,
    'backup-broken': (f: Facts) =>
      `バックアップ「${f.folder}」は壊れています。${f.file} がないか、書いたときの内容と違います。何も戻していません。ほかのバックアップか、別に取っておいた写しをお使いください。`,
    'ledger-not-empty':
      'この台帳にはすでに記録があります。バックアップで上書きすることはありません。--data で空の場所を指定してください。何も変わっていません。',
    'no-space': (f: Facts) =>
      `ディスクの空きが足りません。${f.dir} に ${f.needed} MB 必要ですが、空きは ${f.free} MB です。空きを作ってください。データは失われていません。`,
    'not-writable': (f: Facts) =>
      `${f.dir} に書き込めません（${f.why}）。フォルダの所有者を変えるか、--data で別の場所を指定してください。`,
    'not-traversable': (f: Facts) =>
      `PostgreSQL は root では動かせず、ユーザー「postgres」は ${f.dir} に入れません。--data /var/lib/enishi のように、ほかのユーザーも入れる場所を指定してください。`,
    'postgres-missing': (f: Facts) =>
      `PostgreSQL を起動できませんでした（${f.why}）。\`npm ci\` をもう一度実行してください。データはそのままです。`,
    'postgres-version': (f: Facts) =>
      `${f.dir} のデータは PostgreSQL ${f.found} で作られています（この Enishi は ${f.ours}）。作成時の版の Enishi をお使いください。何も変わっていません。`,
    'data-gone': (f: Facts) =>
      `台帳のフォルダ ${f.dir} が見当たりません。ディスクが外れたか、フォルダが移されたようです。元に戻せば、そのまま続けられます。それまでは何も書き込みません。`,
    ...serverRefusals.ja,
    'postgres-away':
      'データベースがいま応答していません。データは失われていません。数秒後にもう一度お試しください。',
    precondition: 'ほかの場所で先に変更されていました。読み込み直してから、もう一度変更してください。',
    'precondition-missing': 'どの版を変更するか（If-Match）を指定してください。何も変わっていません。',
    'too-large': (f: Facts) => `大きすぎて受け取れません（上限 ${f.limit}）。何も変わっていません。`,
    'live-token':
      'このトークン（またはパスワード）は受け付けられませんでした。最後まで写せているか、まだ有効かを確かめて、もう一度つないでください。何も変わっていません。',
    'live-refused': (f: Facts) =>
      `このアカウントではできないと断られました（${f.why}）。入力した内容をお確かめください。何も変わっていません。`,
    'live-away': (f: Facts) =>
      `いま、ネットワークからきちんとした答えが返ってきません（${awayJa[String(f.kind)] ?? f.why}）。アドレスを確かめるか、しばらくしてからお試しください。何も変わっていません。`,
    'live-address':
      'Enishi がつなぐのは、インターネット上の公開されたアドレスだけです。このアドレスには何も送っていません。',
    'live-sign-in':
      'このサインインは終わっています。すでに使われたか、30分以上たちました。はじめからやり直してください。何も変わっていません。',
    'live-connect-anew': (f: Facts) =>
      `${f.name} は、つなぎ直すのを待っています。「出どころ」でもう一度つないでください。これまでに集めた分は無事です。`,
    'self-link': 'すでに同じ人です。',
    'alone-already': 'このアカウントは、すでにひとりの人になっています。分ける相手はありません。',
  },
})

export type RefusalCode = keyof typeof refusals.en
