import assert from 'node:assert/strict'

/**
 * What Mastodon always sends of an entity, by kind of value (docs.joinmastodon.org/entities; OpenAPI 4.7.0). `?` may be null.
 * A field that is not here may be missing.
 */
const entities = {
  account: {
    string: 'id username acct display_name uri note avatar avatar_static header header_static created_at',
    boolean: 'bot group locked indexable',
    number: 'statuses_count followers_count following_count',
    array: 'emojis fields',
  },
  status: {
    string: 'id uri created_at visibility content spoiler_text',
    boolean: 'sensitive',
    number: 'replies_count favourites_count reblogs_count',
    array: 'mentions tags emojis media_attachments',
    account: 'account',
  },
  notification: { string: 'id type created_at group_key', account: 'account', 'status?': 'status' },
  application: {
    string: 'id name client_id client_secret redirect_uri vapid_key',
    array: 'redirect_uris scopes',
  },
  token: { string: 'access_token token_type scope', number: 'created_at' },
} as const satisfies Record<string, Record<string, string>>
type Entity = keyof typeof entities

const answers: [asked: RegExp, entity: Entity][] = [
  [/^POST \/api\/v1\/apps$/, 'application'],
  [/^POST \/oauth\/token$/, 'token'],
  [/^GET \/api\/v1\/notifications$/, 'notification'],
  [/^GET \/api\/v1\/accounts\/1\/statuses$/, 'status'],
  [
    /^GET \/api\/v1\/(accounts\/(verify_credentials|1\/followers)|statuses\/\w+\/(favourited|reblogged)_by)$/,
    'account',
  ],
]

/** Asserts that an answer is what Mastodon sends to such a request. Returns how many entities it held. */
export function assertAnswer(asked: string, body: unknown): number {
  const entity = answers.find(([pattern]) => pattern.test(asked))?.[1]
  assert.ok(entity, `no entity is known for ${asked}`)
  const all = Array.isArray(body) ? body : [body]
  for (const one of all) assertEntity(entity, one, asked)
  return all.length
}

function assertEntity(entity: Entity, value: unknown, where: string): void {
  assert.ok(typeof value === 'object' && value !== null, `${where}: no ${entity}`)
  const fields = value as Record<string, unknown>
  for (const [kind, names] of Object.entries(entities[entity]))
    for (const name of names.split(' ')) {
      const found = fields[name]
      const at = `${where} ${entity}.${name}`
      if (kind.endsWith('?') && (found === undefined || found === null)) continue
      const plain = kind.replace('?', '')
      if (plain in entities) assertEntity(plain as Entity, found, at)
      else assert.equal(Array.isArray(found) ? 'array' : typeof found, plain, at)
    }
}
