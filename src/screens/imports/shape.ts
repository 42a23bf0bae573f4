import { z } from 'zod'

/**
 * waiting → reading → done; paused and asking wait for the owner; failed and cancelled keep what was read
 * (resume goes on from there); undone has left nothing that nobody else supports.
 */
export const importStatus = z.enum([
  'waiting',
  'reading',
  'paused',
  'asking',
  'done',
  'failed',
  'cancelled',
  'undone',
])

export const counts = z.object({ acts: z.number().int(), people: z.number().int() })
export const leftOut = z.object({
  where: z.string().describe('file and place, e.g. "messages.csv line 40"'),
  why: z.string().describe('a sentence in the reader’s language'),
  code: z.string(),
})

export const importReport = z.object({
  importId: z.string(),
  status: importStatus,
  fileName: z.string(),
  network: z.string().nullable(),
  networkTitle: z.string().nullable(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  progress: z.object({
    phase: z.enum(['waiting', 'checking', 'reading', 'linking', 'counting', 'finished']),
    items: z.number().int(),
    bytes: z.number().int(),
    totalBytes: z.number().int(),
    remainingSeconds: z.number().nullable(),
  }),
  added: counts,
  known: counts,
  changed: counts,
  leftOut: z.array(leftOut).describe('the first 1,000; the whole list is at /imports/{id}/left-out'),
  leftOutCounts: z.array(z.object({ code: z.string(), why: z.string(), count: z.number().int() })),
  question: z.string().nullable().describe('asking: what the owner must decide'),
  questions: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        choices: z.array(z.object({ value: z.string(), label: z.string() })),
        proposed: z.string().nullable(),
        optional: z.boolean().describe('an empty answer is one, too'),
      }),
    )
    .describe('asking: what only the owner can tell; answered by POST /imports/{id}/confirm'),
  message: z.string().nullable().describe('failed: what happened, what is safe, what to do'),
  canResume: z
    .boolean()
    .describe('false where going on can lead to nothing: the uploaded file itself is what is wrong'),
  sameAs: z.string().nullable().describe('an earlier import of exactly the same file'),
  beside: z
    .array(z.object({ importId: z.string(), fileName: z.string(), networkTitle: z.string().nullable() }))
    .describe('imports of what else the same file or folder holds: the first five'),
  besideCount: z.number().int().describe('how many those are in all'),
})

export const imports = z.object({ imports: z.array(importReport) })

/** POST /api/v1/imports/{id}/confirm: by the questions' ids; what was proposed where one is missing. */
export const answers = z.object({ answers: z.record(z.string().max(100), z.string().max(500)).optional() })

/** GET /api/v1/imports/{id}/joined: whom Enishi joined by itself because of it; DELETE /decisions/{id} takes one back. */
export const joined = z.object({
  total: z.number().int().describe('people'),
  people: z
    .array(z.object({ decisionId: z.string(), personId: z.string(), name: z.string(), because: z.string() }))
    .describe('the first hundred'),
})

/** GET /api/v1/copies: how the daily copies of the ledger stand. */
export const copies = z.object({
  ok: z.boolean().describe('false: the last try failed'),
  newestAt: z.string().nullable().describe('when the newest good one was made'),
  sentence: z.string(),
})

const holding = z.object({
  until: z
    .string()
    .nullable()
    .describe('day on which the last daily copy that holds it is taken away; null: none holds it'),
  beforeChanges: z
    .number()
    .int()
    .describe('backups from before an update that hold it, kept until three newer ones'),
})

/** GET /api/v1/imports/{id}/undo: what taking it back would do. */
export const undoPreview = z.object({
  importId: z.string(),
  acts: z.number().int().describe('acts that would go'),
  people: z.number().int().describe('people that would go'),
  keptActs: z.number().int().describe('acts that another import also tells'),
  keptPeople: z.number().int().describe('people that another import or your own notes keep'),
  copies: holding.describe('backups that still hold what this import brought; undoing does not change them'),
})

export type Joined = z.infer<typeof joined>
export type ImportStatus = z.infer<typeof importStatus>
export type ImportReport = z.infer<typeof importReport>
export type UndoPreview = z.infer<typeof undoPreview>
export type Copies = z.infer<typeof copies>
