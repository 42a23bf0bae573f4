import { backtest } from './backtest.ts'
import { code } from './code.ts'
import type { Command } from './command.ts'
import { config } from './config.ts'
import { doctor } from './doctor.ts'
import { importFiles } from './import.ts'
import { imports } from './imports.ts'
import { person } from './person.ts'
import { start } from './start.ts'
import { supporters } from './supporters.ts'
import { undo } from './undo.ts'

export const commands: readonly Command[] = [
  start,
  code,
  importFiles,
  imports,
  undo,
  supporters,
  person,
  backtest,
  doctor,
  config,
]
