import type { Question } from '#networks/contract.ts'
import type { Counts } from './chunk-write.ts'

/** How an import stands. See screens/imports/shape.ts for what each means to a person. */
export type ImportStatus =
  | 'waiting'
  | 'reading'
  | 'paused'
  | 'asking'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'undone'
export type ImportPhase = 'waiting' | 'checking' | 'reading' | 'linking' | 'counting' | 'finished'
/** What the owner asked of a running import; it obeys between two chunks. */
export type ImportWish = 'pause' | 'cancel'

/**
 * What an import waits for: is this other account yours too, or what only the owner can tell of the file (`tell`).
 */
export type Asked =
  | { kind: 'whose'; theirs: string; ours: string; network: string }
  | { kind: 'tell'; network: string; questions: Question[] }

/**
 * Failures that lie in the file itself: as long as that is what it is, no further try helps. A copy that was uploaded
 * never becomes another one.
 */
export const faultsOfTheFile = [
  'unknown-format',
  'mistaken-file',
  'empty-file',
  'encrypted-zip',
  'broken-zip',
  'dangerous-zip',
  'deep-zip',
  'split-zip',
  'other-archive',
]

/** The row of table import, as the driver returns it. */
export type ImportRow = {
  import_no: number
  status: ImportStatus
  phase: ImportPhase
  network: string | null
  version: number | null
  self_key: string
  file_name: string
  path: string | null
  own_copy: boolean
  sample: boolean
  content_hash: string | null
  /** Which of the exports in what was brought this import reads; '' before it is known. See exports.ts. */
  export: string
  /** The import with which this one was brought: several exports in one file or folder. */
  beside: number | null
  made_at: Date | null
  bytes: number
  bytes_read: number
  rows_done: number
  counts: Partial<Counts>
  left_counts: Record<string, number>
  same_as: number | null
  confirmed: boolean
  question: Asked | null
  failure: { code: string; facts: Record<string, string | number> } | null
  wish: ImportWish | null
  created_at: Date
  started_at: Date | null
  /** When reading last began anew, after a pause or at its place in the file, and the bytes that were read by then. */
  pace_at: Date | null
  pace_bytes: number
  finished_at: Date | null
}
