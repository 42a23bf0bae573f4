/**
 * Every table that holds an owner's data, and in which columns it speaks of a person. Export walks all of them;
 * erasing one person walks those with `of`, the column that says whose row it is (an account's or a person's id), and
 * looks through `words`, which may name anybody. A test holds this list to the migrated catalogue.
 */
export const personalTables: readonly PersonalTable[] = [
  { table: 'owner', words: ['settings'] },
  { table: 'source', words: ['self_key', 'self_name'] },
  { table: 'import', words: ['self_key', 'file_name', 'path', 'export', 'question', 'failure'] },
  { table: 'live', words: ['self_key', 'name', 'settings', 'cursor', 'notice'] },
  { table: 'live_sign_in', words: ['settings'] },
  { table: 'reject', words: ['place', 'detail'] },
  { table: 'account', of: ['account_id', 'person_id'], words: ['key', 'profile'] },
  { table: 'account_seen', of: ['account_id'], words: ['profile'] },
  { table: 'account_key', of: ['account_id'], words: ['value'] },
  { table: 'account_word', of: ['account_id'], words: [] },
  { table: 'account_sign', of: ['account_id'], words: ['reasons'] },
  { table: 'link_decision', of: ['account_a', 'account_b'], ofEach: ['also'], words: ['evidence'] },
  { table: 'match_pair', of: ['account_a', 'account_b'], words: [] },
  { table: 'work', words: ['key', 'url', 'title'] },
  { table: 'work_seen', words: ['url', 'title'] },
  { table: 'act', of: ['account_id'], words: ['external_key', 'text', 'url'] },
  { table: 'act_also', via: 'act', words: ['statement'] },
  { table: 'person', of: ['person_id'], words: ['name', 'reading', 'sort_key', 'search', 'keys'] },
  { table: 'reading_guess', words: ['name', 'reading'] },
  { table: 'note', of: ['account_id'], words: ['text'] },
  { table: 'support', of: ['person_id'], words: [] },
  { table: 'support_state', words: ['stages'] },
  { table: 'forecast', ofEach: ['accounts'], words: [] },
]

export type PersonalTable = {
  table: string
  /** Columns with the id of an account or person. */
  of?: readonly string[]
  /** Columns with lists of such ids. */
  ofEach?: readonly string[]
  /** The table whose row says whose this one is. */
  via?: string
  /** Columns with words from outside, or the owner's own, that may name a person. */
  words: readonly string[]
}

/** Columns of these tables that hold text but never a person: kinds, statuses, hashes, figures. */
export const impersonalColumns: Readonly<Record<string, readonly string[]>> = {
  owner: ['language'],
  source: ['network'],
  import: ['status', 'phase', 'network', 'content_hash', 'counts', 'left_counts', 'wish'],
  // Sealed secrets leave with no export.
  live: ['kind', 'state', 'secrets'],
  live_sign_in: ['kind', 'state_hash', 'secrets'],
  reject: ['code'],
  account: ['network'],
  account_key: ['kind'],
  account_word: ['about'],
  account_sign: ['about'],
  link_decision: ['verdict', 'made_by', 'why', 'weighed', 'model'],
  match_pair: ['kind', 'weighed', 'model'],
  work: ['network'],
  act: ['network'],
  person: ['networks'],
  support: ['evidence', 'members'],
  support_state: ['headline', 'fitted', 'truth'],
  forecast: ['model', 'known', 'newcomers'],
}
