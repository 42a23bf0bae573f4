import type { ActKind, Direction } from '#ledger/kinds.ts'
import type { Language } from '#ledger/language.ts'
import type { When } from '#ledger/when.ts'

/** One file inside what the owner brought. Paths use `/`, NFC, as the archive gives them. */
export type SourceFile = {
  path: string
  /** Uncompressed size in bytes as declared; real output is counted and capped while reading. */
  size: number
  open(): AsyncIterable<Uint8Array>
  /** Of a zip whose end is missing: which one. There may have been more files than those. */
  cutZip?: string
}

/**
 * What the owner brought: a single file, a zip, or an unpacked folder: always a list of files.
 * Readers look at content and path suffixes, never at `name` or at a fixed root (wrapper folders are common).
 */
export type Source = {
  name: string
  files: readonly SourceFile[]
  /** When the export was made, as far as the files tell (newest entry of a zip, else the file's own time); ms. */
  madeAt?: number
  /** What the ledger knows the owner by: chats, mailboxes and calendars do not say who "I" is. */
  own?: Own
  /** The owner's answers to what `Reader.asks` asked, by the question's id. */
  answers?: Readonly<Record<string, string>>
}

/** `names`: as written, not folded. `accounts`: mail addresses are accounts of the network `mail`. */
export type Own = {
  names: readonly string[]
  accounts: readonly { network: string; key: string }[]
}

/**
 * Something only the owner can tell (which of these names is yours? which column holds the name?). The import waits
 * for the answer; it is remembered for the network and proposed again for the next file of the same `shape`.
 */
export type Question = {
  id: string
  title: Told
  /** In the order in which they are shown; `label` is told as it stands when it comes from the file. */
  choices: readonly { value: string; label: string | Told }[]
  /** The answer that is marked beforehand. */
  proposed?: string
  /** May be left without an answer. */
  optional?: boolean
  /** What the answer is remembered by (of a table: its header); one for all files of the network where there is none. */
  shape?: string
}

/** A way to say that two accounts are one person. `firm`: verified by a network or the owner's own address book. */
export type SameAs = { kind: 'mail' | 'url'; value: string; firm: boolean }

/**
 * An account as a source describes it. `key` is the stable identity on its network in normal form
 * (fediverse: actor URL; linkedin: `in/<slug>`; mail: address; web: URL without scheme, `www.` and final slash, lower case).
 * A card in an address book is an account of the network `contacts`.
 */
export type AccountRef = {
  network: string
  key: string
  name?: string
  familyName?: string
  givenName?: string
  /** よみ, kana as given. */
  familyReading?: string
  givenReading?: string
  handle?: string
  url?: string
  organization?: string
  title?: string
  birthday?: string
  note?: string
  sameAs?: readonly SameAs[]
  /** Anything else worth keeping as it stood, by the field's own name. */
  extra?: Readonly<Record<string, string>>
}

/** Something the owner put out. `key`: stable within the network (post id or normalised URL). */
export type WorkRef = { network: string; key: string; url?: string; title?: string; publishedAt?: When }

/** The network's own statement that this account is the owner. Comes before all other rows of an archive. */
export type SelfEntry = { kind: 'self'; account: AccountRef }
/** Somebody (or, with no act, just a known contact). `asOf`: when the source said so. */
export type AccountEntry = { kind: 'account'; account: AccountRef; asOf?: When }
export type WorkEntry = { kind: 'work'; work: WorkRef }
export type ActEntry = {
  kind: 'act'
  act: ActKind
  direction: Direction
  when: When
  account: AccountRef
  work?: WorkRef
  /** Unique within the network for ever: the same fact in a later export has the same key. */
  externalKey: string
  /** Public words only (comment, reply); plain text, at most 2,000 characters. Private messages carry none. */
  text?: string
  url?: string
}
export type Entry = SelfEntry | AccountEntry | WorkEntry | ActEntry

/** Why a row was left out; the sentence is in networks/words.ts. `passed`: nothing lost (a duplicate, an empty row, the owner's own). */
export type RejectCode =
  | 'unreadable'
  | 'no-date'
  | 'bad-date'
  | 'no-author'
  | 'no-key'
  | 'own-act'
  | 'not-toward-owner'
  | 'spam'
  | 'not-approved'
  | 'draft'
  | 'sponsored'
  | 'empty'
  | 'too-large'
  | 'too-deep'
  | 'truncated'
  | 'unsafe-name'
  | 'unsupported'
  | 'hidden-member'
  | 'private'
  | 'owner-unknown'
  | 'not-a-person'
  | 'cancelled'
  | 'cut-zip'
  | 'long-cell'
  | 'guessed-dates'
  | 'reader-failed'
  | 'unknown-form'
  | 'to-all'

/** `where`: file and position a person can find (`outbox.json #12`, `messages.csv line 40`). */
export type Reject = {
  ok: false
  where: string
  why: RejectCode
  detail?: string
  /** Of `reader-failed`: what was thrown. It goes into the log and no further. */
  error?: unknown
}
export type Row = { ok: true; entry: Entry } | Reject

export type Reader = {
  /** By content, cheaply (a look at paths and the first kilobytes). Never throws on foreign bytes. */
  recognizes(source: Source): Promise<boolean>
  /**
   * Yields rows in an order that is the same each time (an interrupted import counts rows to find its place).
   * A bad item is a Reject value; only failures of the file itself (I/O, broken zip) throw.
   */
  read(source: Source): AsyncIterable<Row>
  /**
   * What has to be asked before reading, given `source.own` and `source.answers` as far as they are there; empty when
   * nothing. `read` works without answers too: what it then cannot tell is left out as `owner-unknown`.
   */
  asks?(source: Source): Promise<readonly Question[]>
  /**
   * True of a path under which this network keeps rows that are read. Such a file that holds something and gives no row
   * at all is in a form that is not known yet, and told as left out.
   */
  holdsRows?(path: string): boolean
}

export type Told = Record<Language, string>

/**
 * Whether a source can tell what others did for the owner. `always`: it holds reactions, answers or guests, so where it
 * holds none, none came. `some`: only some of its files or talks do, so it has shown it only where one was met. `never`:
 * the owner's own acts, addresses, ties.
 */
export type ShowsSupport = 'always' | 'some' | 'never'

/** What the rest of Enishi knows of a network. Each folder under networks/ exports one from its `network.ts`. */
export type Network = {
  /** Source id: `webmention`, `mastodon`, … The network of accounts may differ (webmention brings `web`, `fediverse`, `x`). */
  id: string
  title: Told
  /** Raised when the reader would read more or otherwise from the same file. */
  version: number
  /** Another source of the same place that tells the same acts under the same keys: then they are told once. */
  actsOf?: string
  /** One export may come in several files without a number: those that have no path in common belong together. */
  inPieces?: boolean
  reader: Reader
  /** How to get the file, in a sentence or two, and how long it takes. */
  howTo: Told
  /**
   * For files that no reader recognises: says what this is when it comes from this network but is not what can be
   * read (HTML instead of JSON, one part of several, another download of the same site), and how to get the right one.
   */
  mistaken?(source: Source): Promise<Told | undefined>
  /** What this source shows, one sentence a line. */
  sees: readonly Told[]
  /** What it can never show, and why; told as "not visible", never counted as zero. */
  cannotSee: readonly Told[]
  showsSupport: ShowsSupport
  /** Where it does not: which other source of the same place would. A sentence. */
  supportShownBy?: Told
}
