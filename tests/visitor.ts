import assert from 'node:assert/strict'
import type { Running } from './enishi.ts'

/** Where a started Enishi says that it runs. */
export const address = async (running: Running): Promise<string> => /http:\S+/.exec(await running.line())![0]

export type Page = {
  get<T>(path: string): Promise<T>
  post(path: string, body: string | Buffer<ArrayBuffer>, type?: string): Promise<unknown>
  /** The same visitor where Enishi runs now. */
  at(url: string): Page
}

/** Signs in with the code that a started Enishi shows. */
export async function signIn(running: Running): Promise<Page> {
  const [, code] = /code: (\S+)/.exec(await running.line())!
  const url = await address(running)
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  assert.equal(answer.status, 204)
  return visitor(url, answer.headers.get('set-cookie')!.split(';')[0]!)
}

function visitor(url: string, cookie: string): Page {
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${url}/api/v1${path}`, { ...init, headers: { ...init.headers, cookie } })
    const text = await answer.text()
    assert.ok(answer.ok, `${path}: ${answer.status} ${text}`)
    return JSON.parse(text)
  }
  return {
    get: path => ask(path),
    post: (path, body, type = 'application/json') =>
      ask(path, { method: 'POST', headers: { 'content-type': type }, body }),
    at: other => visitor(other, cookie),
  }
}
