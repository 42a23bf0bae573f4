/**
 * A person asked for something that cannot be. Each door turns it into its own shape in one place: a page,
 * problem+json, or an exit code. The sentence is looked up by `code` in ledger/words.ts in the reader's language.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly facts: Record<string, string | number>

  constructor(code: RefusalCode, facts: Record<string, string | number> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.facts = facts
  }
}

import type { RefusalCode } from './words.ts'
