import type { Reject, Source, SourceFile } from '../contract.ts'
import { BrokenFile } from '../files/broken.ts'
import { csvHeader, csvReject, csvTable, type Table } from '../files/csv.ts'
import { headText } from '../files/head.ts'
import { decoded } from '../files/text.ts'

/**
 * The files that are read, by name (with or without the member number and the mark of a second download) and by the
 * columns each is known by in all its eras.
 */
const roles = {
  profile: { path: 'Profile', columns: ['first name', 'last name', 'headline'] },
  mails: { path: 'Email Addresses', columns: ['email address', 'confirmed'] },
  connections: { path: 'Connections', columns: ['first name', 'last name', 'connected on'] },
  invitations: { path: 'Invitations', columns: ['from', 'to', 'sent at', 'direction'] },
  endorsementsReceived: {
    path: 'Endorsement_Received(?:_Info)?',
    columns: ['skill name', 'endorser first name', 'endorser last name'],
  },
  endorsementsGiven: {
    path: 'Endorsement_Given(?:_Info)?',
    columns: ['skill name', 'endorsee first name', 'endorsee last name'],
  },
  recommendationsReceived: {
    path: 'Recommendations[_ ]Received',
    columns: ['first name', 'last name', 'text', 'creation date'],
  },
  recommendationsGiven: {
    path: 'Recommendations[_ ]Given',
    columns: ['first name', 'last name', 'text', 'creation date'],
  },
  messages: {
    path: 'messages',
    columns: ['conversation id', 'from', 'date'],
    until2020: ['from', 'to', 'date', 'direction', 'folder'],
  },
  shares: { path: 'Shares', columns: ['date', 'sharelink'] },
  reactions: { path: 'Reactions', columns: ['date', 'type', 'link'] },
  comments: { path: 'Comments', columns: ['date', 'link', 'message'] },
  votes: { path: 'Votes', columns: ['date', 'link', 'optiontext'] },
  reposts: { path: 'InstantReposts', columns: ['date', 'link'] },
  savedItems: { path: 'Saved_Items', columns: ['saveditem', 'createdtime'] },
  savedArticles: { path: 'saved_articles', columns: ['saved at', 'link'] },
  memberFollows: { path: 'Member_Follows', columns: ['date', 'status', 'fullname'] },
  companyFollows: { path: 'Company[ _]Follows', columns: ['organization', 'followed on'] },
  events: { path: 'Events', columns: ['event name', 'event time', 'status'] },
  contacts: { path: '(?:Imported[ _]?)?Contacts', columns: ['firstname', 'lastname', 'emails'] },
  notes: { path: 'Notes', columns: ['connection profile url', 'note', 'created on'] },
} as const

export type Role = keyof typeof roles
/** Generic enough to stand in other archives too; they are read beside the others, but do not make an archive. */
const weak: readonly Role[] = [
  'reactions',
  'comments',
  'mails',
  'profile',
  'votes',
  'reposts',
  'savedItems',
  'savedArticles',
  'companyFollows',
  'events',
  'contacts',
]

const patterns = (Object.keys(roles) as Role[]).map(
  role => [role, new RegExp(`(?:^|/)${roles[role].path}(?:_\\d+)?(?: ?\\(\\d+\\))?\\.csv$`, 'i')] as const,
)

export type Archive = ReadonlyMap<Role, readonly SourceFile[]>

/** Files by role, each role's in the order of their paths. A file on its own is known by its columns, whatever its name. */
export async function archiveOf(source: Source): Promise<Archive> {
  const archive = new Map<Role, SourceFile[]>()
  for (const file of [...source.files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
    const named = patterns.find(([, pattern]) => pattern.test(file.path))?.[0]
    if (!named && source.files.length > 1) continue
    const start = await headText(file, 4_096)
    const role = named
      ? hasColumns(start, named)
        ? named
        : undefined
      : patterns.find(([each]) => hasColumns(start, each))?.[0]
    if (role) archive.set(role, [...(archive.get(role) ?? []), file])
  }
  return archive
}

/** The forms a role's files have had: columns that each has. */
const formsOf = (role: Role): readonly (readonly string[])[] => {
  const known: { columns: readonly string[]; until2020?: readonly string[] } = roles[role]
  return known.until2020 ? [known.columns, known.until2020] : [known.columns]
}

/** These tell of the owner and give no rows of their own. */
const silent: readonly Role[] = ['profile', 'mails']

/** True of a path that one of the files has whose rows are read. */
export const holdsRows = (path: string) =>
  patterns.some(([role, pattern]) => !silent.includes(role) && pattern.test(path))

export async function isArchive(source: Source): Promise<boolean> {
  return [...(await archiveOf(source)).keys()].some(role => !weak.includes(role))
}

/** The rows of a role's files in runs. A file that breaks off gives one reject and the next file follows. */
export async function* tablesOf(
  archive: Archive,
  role: Role,
): AsyncGenerator<Table & { path: string; reject?: Reject }> {
  for (const file of archive.get(role) ?? []) {
    try {
      for await (const table of csvTable(decoded(file.open()), ...formsOf(role)))
        yield { ...table, path: file.path }
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error
      const reject: Reject = { ok: false, where: file.path, why: 'truncated', detail: error.message }
      yield { path: file.path, columns: new Map(), header: [], items: [], reject }
    }
  }
}

/** One row: `cell` by column name (empty where the era has no such column). */
export type Line = { where: string; cell: (column: string) => string; cells: readonly string[] }

/** The rows of a role one by one, broken ones as rejects. For the small files; messages are read in runs. */
export async function* linesOf(archive: Archive, role: Role): AsyncGenerator<Line | Reject> {
  for await (const { columns, items, path, reject } of tablesOf(archive, role)) {
    if (reject) yield reject
    for (const item of items) {
      const broken = csvReject(item, path)
      if (broken) yield broken
      else if ('cells' in item) {
        const { cells, line } = item
        yield { where: `${path} line ${line}`, cells, cell: column => cells[columns.get(column) ?? -1] ?? '' }
      }
    }
  }
}

const hasColumns = (start: string, role: Role) => csvHeader(start, ...formsOf(role)) !== undefined
