import { newCode } from '#loop/guard/access.ts'
import { type Command, exits } from './command.ts'

export const code: Command = {
  name: 'code',
  summary: {
    en: 'make a new one-time code for signing in',
    ja: 'サインイン用のワンタイムコードを新しく出す',
  },
  examples: ['enishi code'],
  async run(run) {
    const made = await newCode(await run.open())
    run.print({ code: made }, () => run.words.code(made))
    return exits.ok
  },
}
