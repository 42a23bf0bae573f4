import { Refusal } from '#ledger/refusal.ts'
import { disconnectLive } from '#loop/gather/live.ts'
import { type Command, exits } from './command.ts'

export const disconnect: Command = {
  name: 'disconnect',
  args: '<id>',
  summary: {
    en: 'stop following an account; what was gathered stays',
    ja: 'アカウントを外す（集めた分は残る）',
  },
  examples: ['enishi disconnect 7', 'enishi disconnect 7 --yes'],
  options: [
    {
      flags: '--yes',
      summary: { en: 'do it without asking (also when not at a terminal)', ja: '確認せずに実行する' },
    },
  ],
  async run(run, [id], options) {
    if (!/^\d{1,9}$/.test(id!)) throw new Refusal('not-found')
    if (!(await run.confirm(run.words.wouldDisconnect(id!), options.yes))) return exits.needsConfirmation
    await disconnectLive(await run.open(), Number(id))
    run.print({ liveId: id!, disconnected: true }, () => run.words.disconnected(id!))
    return exits.ok
  },
}
