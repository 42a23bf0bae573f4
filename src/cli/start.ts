import { newCode } from '#loop/guard/access.ts'
import { serve } from '#server/serve.ts'
import { type Command, exits } from './command.ts'

export const start: Command = {
  name: 'start',
  summary: {
    en: 'open the ledger and serve it on http://localhost:4649',
    ja: '台帳を開き、http://localhost:4649 で使えるようにする',
  },
  examples: ['enishi start', 'enishi start --port 8080', 'enishi start --data ~/ledger'],
  options: [
    {
      flags: '--port <number>',
      summary: { en: 'port (default 4649)', ja: 'ポート（既定 4649）' },
      whole: { least: 0, most: 65_535 },
    },
    {
      flags: '--host <name>',
      summary: { en: 'address to listen on (default 127.0.0.1)', ja: '待ち受けるアドレス（既定 127.0.0.1）' },
    },
  ],
  async run(run, _args, options) {
    const ctx = await run.open()
    const config = {
      ...run.config,
      ...(typeof options.port === 'number' && { port: options.port }),
      ...(typeof options.host === 'string' && { host: options.host }),
    }
    const served = await serve(ctx, config)
    const code = await newCode(ctx)
    run.print({ url: served.url, code }, () => run.words.running(served.url, code))
    if (run.isTty) run.say(run.words.stopHint)
    await new Promise<void>(resolve => {
      if (run.signal.aborted) resolve()
      run.signal.addEventListener('abort', () => resolve())
    })
    await served.stop()
    if (run.isTty) run.say(run.words.stopped)
    return exits.ok
  },
}
