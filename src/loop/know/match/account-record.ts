/** What is known of an account, for the question whose it is. Texts as the network or the card has them. */
export type AccountRecord = {
  id: string
  network: string
  name?: string
  /** Reading of the name (よみ), kana or Latin letters. */
  reading?: string
  handle?: string
  /** The server it lives on, where a network has many. */
  server?: string | undefined
  /** `1948-02-03`, `1948` or `--02-03`. */
  birthday?: string | undefined
  organization?: string
  /** `firm`: stated by the network itself or by the owner's address book; else a claim that anybody can make. */
  mails?: readonly { value: string; firm: boolean }[]
  /** Keys of pages (no scheme, lower case), its own page among them. */
  urls?: readonly { value: string; firm: boolean }[]
}
