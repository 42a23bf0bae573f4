import type { Own, Row, ShowsSupport, Told } from './contract.ts'

/** What goes out. Only the guarded egress (loop/guard/egress.ts) makes one; readers of the wire are handed it. */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>

export type HttpRequest = {
  url: string
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD' | 'PROPFIND' | 'REPORT' | 'OPTIONS'
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** Sent to this request's origin only, and to no other after a redirect. */
  authorization?: string
  /** After decompression; 1 MB of JSON and 5 MB of anything else unless told. */
  bytesAtMost?: number
  /** From the first packet to the last byte, over all redirects; 10 s unless told. */
  secondsAtMost?: number
  signal?: AbortSignal
}

/**
 * `url`: where the last redirect led. Names of headers in small letters. Never throws for a status; what keeps an
 * answer from coming (or its body from being read to the end) is an HttpTrouble.
 */
export type HttpAnswer = {
  status: number
  url: string
  headers: Readonly<Record<string, string>>
  text(): Promise<string>
  json(): Promise<unknown>
  /** In pieces, under the same caps; for feeds and archives too large to hold. */
  bytes(): AsyncIterable<Uint8Array>
}

/**
 * Why nothing came. `forbidden`: not a public address, not http(s), or a way there that must not be gone; `loop`: too
 * many redirects; `slow`, `large`: over the caps; `busy`: this host's budget is used up until `retryAt`;
 * `unreachable`: no such name, refused, cut off, a certificate that is not good; `stopped`: the caller's signal.
 * The words never tell what lies behind a forbidden address.
 */
export class HttpTrouble extends Error {
  readonly kind: 'forbidden' | 'loop' | 'slow' | 'large' | 'busy' | 'unreachable' | 'stopped'
  readonly retryAt: number | undefined

  constructor(kind: HttpTrouble['kind'], why: string, retryAt?: number) {
    super(why)
    this.name = 'HttpTrouble'
    this.kind = kind
    this.retryAt = retryAt
  }
}

/** A checked address for protocols other than HTTP (IMAP): connect to `address`, verify the certificate as `host`. */
export type Dial = (
  host: string,
  port: number,
) => Promise<{
  address: string
  host: string
  port: number
  /** A certificate that only a test trusts. */
  trust?: string
}>

export type Wire = {
  http: Http
  dial: Dial
  now(): number
  /** Ends when the owner stops it or Enishi closes. */
  signal: AbortSignal
}

/** One thing the owner fills in to connect. `secret`: kept apart, never shown again, never in a log. */
export type LiveField = {
  id: string
  label: Told
  hint?: Told
  kind: 'text' | 'address' | 'mail' | 'secret' | 'choice'
  choices?: readonly { value: string; label: Told }[]
  value?: string
  optional?: boolean
}

/** What was filled in, what the network handed out in return (tokens), and what the ledger knows the owner by. */
export type LiveAccount = {
  settings: Readonly<Record<string, string>>
  secrets: Readonly<Record<string, string>>
  own?: Own
}

/**
 * One step of following: rows to write, and the place to go on from (any JSON; stored in one transaction with the
 * rows, so that a crash repeats a step rather than losing one).
 */
export type LivePage = {
  rows: readonly Row[]
  /** The archive reader whose acts these are, where it is another one than of `Live.network`: they have its keys. */
  actsOf?: string
  cursor: unknown
  /** Of the back-fill: 0 to 1, when it can be told. */
  done?: number
}

/**
 * A source that is asked again and again. `follow` yields pages until there is nothing new, then ends; called again
 * later with the last cursor. It throws LiveTrouble for what the owner or time has to mend.
 */
export type Live = {
  /** Names this way of following: `mastodon`, `imap`, … */
  id: string
  /**
   * The network whose acts these are: the id of its archive reader where there is one, with the same keys, so that a
   * fact told by both is one fact.
   */
  network: string
  title: Told
  fields: readonly LiveField[]
  /** What has to be clicked or copied to get the token, in two or three sentences. */
  howTo: Told
  /** Only reading, said plainly: what Enishi will see and what it never asks for. */
  sees: readonly Told[]
  cannotSee: readonly Told[]
  /** By what was filled in. */
  showsSupport(settings: Readonly<Record<string, string>>): ShowsSupport
  /** Other archive readers whose acts its pages may be (`LivePage.actsOf`): it looks at those, too. */
  alsoActsOf?: readonly string[]
  /** Seconds between two looks when all is well. */
  everySeconds: number
  /** Opens the browser at the network and comes back with a code; only where the network asks for it (OAuth). */
  signIn?: SignIn
  /** Checks what was filled in against the network and says whose account it is; may return further secrets. */
  connect(wire: Wire, account: LiveAccount): Promise<Connected>
  follow(wire: Wire, account: LiveAccount, cursor: unknown): AsyncIterable<LivePage>
  /** Hands the token back when the owner disconnects; a failure changes nothing. */
  leave?(wire: Wire, account: LiveAccount): Promise<void>
}

/** `key`: stable identity of the account that is followed, so that connecting it twice is the same source. */
export type Connected = {
  key: string
  name: string
  settings?: Readonly<Record<string, string>>
  secrets?: Readonly<Record<string, string>>
}

/** Opens the browser at the network, and comes back. */
export type SignIn = {
  /** False when what was filled in is enough (a token made by hand). */
  isNeeded(account: LiveAccount): boolean
  /** Where to send the owner; `keep` is handed to `finish` with what comes back. `backTo` undefined: a code to copy. */
  begin(
    wire: Wire,
    account: LiveAccount,
    backTo: string | undefined,
    state: string,
  ): Promise<{ url: string; keep: Readonly<Record<string, string>> }>
  finish(
    wire: Wire,
    account: LiveAccount,
    keep: Readonly<Record<string, string>>,
    query: Readonly<Record<string, string>>,
  ): Promise<{ secrets: Readonly<Record<string, string>> }>
}

/**
 * Why following stopped. `token-lost`: told to the owner once, not tried again until they connect anew. `slow-down`:
 * tried again at `retryAt` and not before. `away`: tried again with back-off. `refused`: the network says no for good.
 */
export class LiveTrouble extends Error {
  readonly kind: 'token-lost' | 'slow-down' | 'away' | 'refused'
  readonly retryAt: number | undefined

  constructor(kind: LiveTrouble['kind'], why: string, retryAt?: number) {
    super(why)
    this.kind = kind
    this.retryAt = retryAt
  }
}
