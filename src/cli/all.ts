import { backtest } from './backtest.ts'
import { code } from './code.ts'
import type { Command } from './command.ts'
import { config } from './config.ts'
import { connect } from './connect.ts'
import { disconnect } from './disconnect.ts'
import { doctor } from './doctor.ts'
import { follow } from './follow.ts'
import { importFiles } from './import.ts'
import { imports } from './imports.ts'
import { live } from './live.ts'
import { people } from './people.ts'
import { person } from './person.ts'
import { restore } from './restore.ts'
import { start } from './start.ts'
import { supporters } from './supporters.ts'
import { undo } from './undo.ts'

export const commands: readonly Command[] = [
  start,
  code,
  importFiles,
  imports,
  undo,
  connect,
  live,
  follow,
  disconnect,
  supporters,
  person,
  people,
  backtest,
  restore,
  doctor,
  config,
]
