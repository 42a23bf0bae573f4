import { registerHooks } from 'node:module'

/**
 * postgres.js 3.4.9 with ten mends, made while it is loaded; every pool of the house comes from here.
 *
 * Unmended, a connection that dies inside a transaction (kill -9 of the server, a restart, a failover) ends the whole
 * process with `Cannot read properties of null (reading 'write')`, or lets what is left of the transaction run on the
 * connection's next session, outside any transaction; a COPY that fails at its end is never answered, and after one
 * whose last rows come quicker than they are read the connection never answers again. After a statement that failed in
 * the middle of its rows the next one is answered with as many holes before its own; a COPY that fails at once ends the
 * process, since its stream breaks before anybody can listen.
 * Known upstream: github.com/porsager/postgres issues 1154, 1189, 1208, 1216. The version is pinned exactly, and a
 * piece that is not found stops the start, so that an upgrade has to look here.
 */
const mends: Record<string, [was: string, is: string][]> = {
  '/postgres/src/connection.js': [
    // A statement for a connection that is gone is refused, not written to nowhere.
    [
      `    if (q.cancelled)
      return

    try {
      q.state = backend`,
      `    if (q.cancelled)
      return

    if (!socket)
      return queryError(q, Errors.connection('CONNECTION_CLOSED', options)), true

    try {
      q.state = backend`,
    ],
    // A transaction keeps its connection to itself also when its BEGIN had to wait behind others.
    [
      'return write(toBuffer(q))\n        && !q.describeFirst',
      'const room = write(toBuffer(q))\n        && !q.describeFirst',
    ],
    [
      '&& sent.length < max_pipeline\n        && (!q.options.onexecute || q.options.onexecute(connection))',
      '&& sent.length < max_pipeline\n\n      return q.options.onexecute ? q.options.onexecute(connection) : room',
    ],
    // A connection that dies while it asks for the array types is tried again; its unheard failure would end the process.
    ['        return fetchArrayTypes()\n', '        return fetchArrayTypes().catch(() => {})\n'],
    // The end of a COPY hears of a failure too.
    [
      'stream && (stream.destroy(err), stream = null)\n    query && queryError',
      'stream && (stream.destroy(err), stream = null)\n    final && (final(err), final = null)\n    query && queryError',
    ],
    // A COPY that was read to its end leaves its connection reading.
    [
      '      read() { socket.resume() }\n',
      '      read() { socket.resume() },\n      destroy(err, done) { socket && socket.resume(); done(err) }\n',
    ],
    // A COPY that fails with its first bytes breaks its stream before the one who asked holds it; reading it tells them.
    [
      'query.resolve(stream)\n  }\n\n  function CopyOutResponse',
      "stream.on('error', () => {})\n    query.resolve(stream)\n  }\n\n  function CopyOutResponse",
    ],
    [
      'query.resolve(stream)\n  }\n\n  /* c8 ignore next 3 */',
      "stream.on('error', () => {})\n    query.resolve(stream)\n  }\n\n  /* c8 ignore next 3 */",
    ],
    // Nothing of a dead session reaches the next one: neither unsent bytes nor its last error.
    [
      `    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))`,
      `    chunk = nextWriteTimer = null

    if (initial)
      return reconnect()

    if (query || sent.length || final)
      error(Errors.connection('CONNECTION_CLOSED', options))
    query = results = errorResponse = stream = final = null
    result = new Result()
    rows = 0`,
    ],
    // What follows a statement that failed between its rows begins with its own first row.
    [
      'query = results = errorResponse = null\n    result = new Result()\n    connectTimer.cancel()',
      'query = results = errorResponse = null\n    result = new Result()\n    rows = 0\n    connectTimer.cancel()',
    ],
  ],
  '/postgres/src/index.js': [
    // Whoever holds a connection learns that it is gone, before the pool gives its place to somebody else.
    ['let savepoints = 0\n      , connection', 'let savepoints = 0\n      , lost = null\n      , connection'],
    ['connection.onclose = reject)', 'connection.onclose = e => { lost = e; reject(e) })'],
    [
      '        c.queue === full\n          ? queries.push(q)',
      '        if (lost) return q.reject(lost)\n        c.queue === full\n          ? queries.push(q)',
    ],
    [
      '    c.reserved.release = true\n',
      '    c.reserved.release = true\n    let lost = null\n    c.onclose = e => { lost = e }\n',
    ],
    ['sql.release = () => {\n', 'sql.release = () => {\n      if (lost) return\n'],
    [
      '      c.queue === full\n        ? queue.push(q)',
      '      if (lost) return q.reject(lost)\n      c.queue === full\n        ? queue.push(q)',
    ],
  ],
}

const hooks = registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    const file = Object.keys(mends).find(name => url.endsWith(name))
    return file ? { ...loaded, source: mended(String(loaded.source), file) } : loaded
  },
})

export const { default: postgres } = await import('postgres')

hooks.deregister()

function mended(source: string, file: string): string {
  for (const [was, is] of mends[file]!) {
    if (source.split(was).length !== 2)
      throw new Error(`${file} is not the version that src/store/driver.ts mends`)
    source = source.replace(was, () => is)
  }
  return source
}
