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
  examples: ['enishi disconnect 7'],
  async run(run, [id]) {
    if (!/^\d{1,9}$/.test(id!)) throw new Refusal('not-found')
    await disconnectLive(await run.open(), Number(id))
    run.print({ liveId: id!, disconnected: true }, () => run.words.disconnected(id!))
    return exits.ok
  },
}
