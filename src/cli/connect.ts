import { readFile } from 'node:fs/promises'
import { text as wholeText } from 'node:stream/consumers'
import { Refusal } from '#ledger/refusal.ts'
import { connectLive, finishSignIn } from '#loop/gather/live.ts'
import { liveById, lives } from '#networks/all-live.ts'
import { type Command, exits } from './command.ts'

/** No secret is longer; a file that is not a secret is not read whole. */
const longest = 10_000

export const connect: Command = {
  name: 'connect',
  args: '<kind> [field=value...]',
  summary: {
    en: 'connect an account that is followed live',
    ja: 'アカウントをつなぎ、新しい出来事を集め続ける',
  },
  examples: [
    'enishi connect mastodon server=mstdn.example',
    'enishi connect mastodon --state STATE --code CODE',
    'enishi connect bluesky handle=hanako.bsky.social --secret-from app-password.txt',
    'enishi connect webmention domain=hanako.example --secret-from -',
  ],
  options: [
    {
      flags: '--secret-from <file>',
      summary: {
        en: 'file with the password or token (-: standard input), so that it stands in no history',
        ja: 'パスワードやトークンを書いたファイル（- で標準入力）。コマンド履歴に残しません',
      },
    },
    {
      flags: '--code <code>',
      summary: { en: 'the code that the network showed', ja: 'ネットワークの画面に出たコード' },
    },
    {
      flags: '--state <state>',
      summary: { en: 'the beginning that the code belongs to', ja: 'そのコードに対応する番号' },
    },
  ],
  async run(run, [kind, ...said], options) {
    const live = liveById(kind!)
    if (!live) throw new Refusal('bad-request', { why: lives.map(one => one.id).join(' | ') })
    const ctx = await run.open()
    if (typeof options.code === 'string') {
      const { importNo } = await finishSignIn(ctx, String(options.state ?? ''), { code: options.code })
      run.print({ liveId: String(importNo), signIn: null, state: null }, () =>
        run.words.connected(String(importNo)),
      )
      return exits.ok
    }
    const fields = Object.fromEntries(
      said.map(word => {
        const at = word.indexOf('=')
        if (at < 1) throw new Refusal('bad-request', { why: word.slice(0, 40) })
        return [word.slice(0, at), word.slice(at + 1)]
      }),
    )
    const secret = live.fields.find(field => field.kind === 'secret')
    if (secret && typeof options.secretFrom === 'string')
      fields[secret.id] = await secretFrom(options.secretFrom)
    const done = await connectLive(ctx, live.id, fields)
    if ('signIn' in done) {
      run.print({ liveId: null, signIn: done.signIn, state: done.state }, () =>
        run.words.signIn(done.signIn, `enishi connect ${live.id} --state ${done.state} --code CODE`),
      )
      return exits.needsConfirmation
    }
    run.print({ liveId: String(done.importNo), signIn: null, state: null }, () =>
      run.words.connected(String(done.importNo)),
    )
    return exits.ok
  },
}

async function secretFrom(file: string): Promise<string> {
  const said =
    file === '-'
      ? await wholeText(process.stdin)
      : await readFile(file, 'utf8').catch(() => {
          throw new Refusal('no-such-file', { path: file })
        })
  return said.slice(0, longest).split(/\r?\n/, 1)[0]!.trim()
}
