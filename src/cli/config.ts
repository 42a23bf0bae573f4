import { type Command, exits } from './command.ts'
import { table } from './text.ts'

export const config: Command = {
  name: 'config',
  summary: { en: 'show every setting and where it comes from', ja: 'すべての設定と、その変え方を示す' },
  examples: ['enishi config', 'enishi config --json'],
  async run(run) {
    const { dataDir, databaseUrl, host, port, hostNames, dailyCopy, language, version } = run.config
    const settings = {
      dataDir,
      database: databaseUrl ? databaseUrl.replace(/\/\/[^@/]*@/, '//…@') : 'embedded',
      host,
      port,
      hostNames,
      dailyCopy,
      language,
      version,
    }
    run.print(settings, () =>
      table([
        ['dataDir', dataDir, '--data, ENISHI_DATA'],
        ['database', settings.database, 'DATABASE_URL'],
        ['host', host, '--host, ENISHI_HOST'],
        ['port', String(port), '--port, ENISHI_PORT'],
        ['hostNames', hostNames.join(',') || '–', 'ENISHI_HOST_NAMES'],
        ['dailyCopy', dailyCopy ? 'on' : 'off', 'ENISHI_DAILY_COPY'],
        ['language', language, '--lang, LANG'],
        ['version', version, ''],
      ]),
    )
    return exits.ok
  },
}
