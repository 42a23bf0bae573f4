import { AtpAgent, RichText } from '@atproto/api'
import { TestNetwork } from '@atproto/dev-env'

/*
 * A whole Bluesky network (directory, PDS, AppView) for one test, in a process of its own: @atproto/dev-env brings what
 * bsky.social runs. The test says by IPC what people there do: `{ id, act, ...facts }`, answered `{ id, done }` or `{ id, error }`.
 * DB_POSTGRES_URL and REDIS_HOST name an empty database and a Redis of its own.
 */
const network = await TestNetwork.create({ dbPostgresSchema: 'peer' })
const agents = new Map()
const password = 'a long password of a peer'
const now = at => at ?? new Date().toISOString()

const acts = {
  async account({ handle, name }) {
    const agent = new AtpAgent({ service: network.pds.url })
    await agent.createAccount({ handle, email: `${handle.replace(/\W/g, '-')}@post.example`, password })
    await agent.upsertProfile(before => ({ ...before, displayName: name }))
    agents.set(handle, agent)
    return { did: agent.session.did }
  },
  async appPassword({ by, name }) {
    const { data } = await agents.get(by).com.atproto.server.createAppPassword({ name })
    return data.password
  },
  async revoke({ by, name }) {
    await agents.get(by).com.atproto.server.revokeAppPassword({ name })
  },
  async post({ by, text, at, reply, quote }) {
    const agent = agents.get(by)
    const rich = new RichText({ text })
    await rich.detectFacets(agent)
    return agent.post({
      text: rich.text,
      facets: rich.facets,
      createdAt: now(at),
      ...(reply && { reply }),
      ...(quote && { embed: { $type: 'app.bsky.embed.record', record: quote } }),
    })
  },
  like: ({ by, post }) => agents.get(by).like(post.uri, post.cid),
  repost: ({ by, post }) => agents.get(by).repost(post.uri, post.cid),
  follow: ({ by, did }) => agents.get(by).follow(did),
  /** Until the AppView knows what has happened. */
  settle: () => network.processAll(),
  async repo({ by }) {
    const { did } = agents.get(by).session
    const { data } = await agents.get(by).com.atproto.sync.getRepo({ did })
    return Buffer.from(data).toString('base64')
  },
}

process.on('message', async ({ id, act, ...facts }) => {
  try {
    process.send({ id, done: await acts[act](facts) })
  } catch (error) {
    process.send({ id, error: String(error?.stack ?? error) })
  }
})
process.on('disconnect', () => process.exit())
process.send({ id: 0, done: { url: network.pds.url } })
