import { inBoth } from './language.ts'

type Facts = Record<string, string | number>

const whyEn: Record<string, string> = {
  '28P01': 'user name or password is not accepted',
  '28000': 'the server does not let this user in from here; its pg_hba.conf decides',
  '3D000': 'there is no database of that name; CREATE DATABASE makes one',
  '57P03': 'the server is starting or stopping; try again in a moment',
  ECONNREFUSED: 'nothing answers at that address and port',
  ENOENT: 'there is no such socket',
  ENOTFOUND: 'no machine has that name',
  CONNECT_TIMEOUT: 'nothing answers at that address and port',
}

const whyJa: Record<string, string> = {
  '28P01': 'ユーザー名かパスワードが受け付けられません',
  '28000': 'サーバーがこのユーザーを受け入れません。pg_hba.conf をお確かめください',
  '3D000': 'その名前のデータベースがありません。CREATE DATABASE で作れます',
  '57P03': 'サーバーが起動または停止の途中です。少し待ってお試しください',
  ECONNREFUSED: 'そのアドレスとポートでは何も応答しません',
  ENOENT: 'そのソケットがありません',
  ENOTFOUND: 'その名前のマシンが見つかりません',
  CONNECT_TIMEOUT: 'そのアドレスとポートでは何も応答しません',
}

const missingEn: Record<string, (f: Facts) => string> = {
  connect: f => `may not connect to the database at ${f.where}`,
  schema: f => `may not use the schema ${f.what} of the database at ${f.where}, or there is none`,
  create: f => `may not create tables in the schema ${f.what} of the database at ${f.where}`,
  temporary: f => `may not create temporary tables in the database at ${f.where}`,
  tables: f => `may not read and write the table ${f.what} of the database at ${f.where}`,
  owner: f =>
    `may not change the table ${f.what} of the database at ${f.where}, which this version has to, as it belongs to another role`,
}

const missingJa: Record<string, (f: Facts) => string> = {
  connect: f => `${f.where} のデータベースに接続する権限`,
  schema: f => `${f.where} のデータベースのスキーマ ${f.what} を使う権限（またはスキーマそのもの）`,
  create: f => `${f.where} のデータベースのスキーマ ${f.what} に表を作る権限（CREATE）`,
  temporary: f => `${f.where} のデータベースに一時表を作る権限（TEMPORARY）`,
  tables: f => `${f.where} のデータベースの表 ${f.what} を読み書きする権限`,
  owner: f =>
    `${f.where} のデータベースの表 ${f.what} を変える権限（この版で必要ですが、持ち主は別のロールです）`,
}

/** What a PostgreSQL of the person's own may lack. */
export const serverRefusals = inBoth({
  en: {
    'server-version': (f: Facts) =>
      `The database at ${f.where} is PostgreSQL ${f.found}; Enishi works with PostgreSQL 15 to 18. Name another one in DATABASE_URL, or leave it out to use the one Enishi brings. Nothing was changed.`,
    'server-unreachable': (f: Facts) =>
      `The database at ${f.where} could not be opened (${whyEn[String(f.why)] ?? f.why}). Check DATABASE_URL, or leave it out to use the one Enishi brings. Nothing was changed.`,
    'server-rights': (f: Facts) =>
      `The role ${f.role} ${missingEn[String(f.missing)]?.(f) ?? `lacks a right there (${f.what})`}. Whoever looks after the database gives it with: \`${f.give}\`. Nothing was changed.`,
    'server-right-lost': (f: Facts) =>
      `The database refuses something to Enishi’s role that it needs (${f.said}). Give it back there; npx enishi doctor names the right. Nothing half done was kept.`,
    'server-encoding': (f: Facts) =>
      `The database at ${f.where} is in the encoding ${f.found}, which cannot hold every name; Enishi needs UTF8. Make a new one with: \`${f.give}\`, and name it in DATABASE_URL. Nothing was changed.`,
    'server-occupied': (f: Facts) =>
      `The database at ${f.where} has a table ${f.what} of another program. Give Enishi a database of its own, or a schema with: \`${f.give}\`. Nothing was changed.`,
    'server-standby':
      'This database only follows another server (a standby) and takes no changes. Name the leading server in DATABASE_URL. Nothing was changed.',
    'server-read-only': (f: Facts) =>
      `The database at ${f.where} is set to be only read by the role ${f.role}. Whoever looks after it changes that with: \`${f.give}\`. Nothing was changed.`,
    'server-full': (f: Facts) =>
      `The database at ${f.where} takes no further connections (${f.why}). End some or raise its limit, at least 12 for Enishi, and start again. Nothing was changed.`,
    'server-pooler': (f: Facts) =>
      `Between Enishi and the database at ${f.where} stands a pooler that passes settings of a session not on (${f.why}). Name PostgreSQL itself in DATABASE_URL. Nothing was changed.`,
  },
  ja: {
    'server-version': (f: Facts) =>
      `${f.where} のデータベースは PostgreSQL ${f.found} です。Enishi が使えるのは PostgreSQL 15〜18 です。DATABASE_URL で別のデータベースを指定するか、指定を外して付属のデータベースをお使いください。何も変わっていません。`,
    'server-unreachable': (f: Facts) =>
      `${f.where} のデータベースを開けませんでした（${whyJa[String(f.why)] ?? f.why}）。DATABASE_URL を確かめるか、指定を外して付属のデータベースをお使いください。何も変わっていません。`,
    'server-rights': (f: Facts) =>
      `ロール ${f.role} に、${missingJa[String(f.missing)]?.(f) ?? `必要な権限（${f.what}）`}がありません。データベースの管理者が次の文で与えられます：\`${f.give}\`。何も変わっていません。`,
    'server-right-lost': (f: Facts) =>
      `Enishi のロールに必要な権限が、データベースで断られました（${f.said}）。権限を戻してください。npx enishi doctor で、どの権限かがわかります。中途半端な状態は残っていません。`,
    'server-encoding': (f: Facts) =>
      `${f.where} のデータベースの文字コードは ${f.found} で、書けない名前があります。Enishi には UTF8 が必要です。次の文で新しく作り、DATABASE_URL で指定してください：\`${f.give}\`。何も変わっていません。`,
    'server-occupied': (f: Facts) =>
      `${f.where} のデータベースには、ほかのプログラムの表 ${f.what} があります。Enishi 専用のデータベースにするか、次の文で専用のスキーマを作ってください：\`${f.give}\`。何も変わっていません。`,
    'server-standby':
      'このデータベースは、ほかのサーバーの写し（スタンバイ）で、書き込めません。DATABASE_URL で元のサーバーを指定してください。何も変わっていません。',
    'server-read-only': (f: Facts) =>
      `${f.where} のデータベースは、ロール ${f.role} からは読むだけの設定です。データベースの管理者が次の文で変えられます：\`${f.give}\`。何も変わっていません。`,
    'server-full': (f: Facts) =>
      `${f.where} のデータベースは、これ以上の接続を受け付けません（${f.why}）。接続を減らすか、上限を上げて（Enishi には12以上）、もう一度起動してください。何も変わっていません。`,
    'server-pooler': (f: Facts) =>
      `${f.where} のデータベースとの間にあるプーラーが、接続ごとの設定を通しません（${f.why}）。DATABASE_URL で PostgreSQL そのものを指定してください。何も変わっていません。`,
  },
})
