import type { AccountRef } from '../contract.ts'
import { oneLine } from '../files/text.ts'

/** Somebody as a post names them. */
export type Named = { id?: string; handle?: string; name?: string }

/** People whose number is remembered: who is named in more posts than this is in no follower's list by chance. */
const KNOWN = 50_000

const isHandle = (text: string | undefined) => text !== undefined && /^\w{1,30}$/.test(text)
export const isId = (text: string | undefined): text is string =>
  text !== undefined && /^\d{1,20}$/.test(text)

/** An account by its handle, as the rest of Enishi knows it, or by the number alone. */
export function accountOf({ id, handle, name }: Named): AccountRef | undefined {
  const page = isId(id) ? `https://x.com/i/user/${id}` : undefined
  if (!isHandle(handle)) return page ? { network: 'x', key: `id:${id}`, url: page } : undefined
  const shown = oneLine(name ?? '')
  return {
    network: 'x',
    key: handle!.toLowerCase(),
    ...(shown && { name: shown }),
    handle,
    url: `https://x.com/${handle}`,
    ...(page && { sameAs: [{ kind: 'url', value: page, firm: true }] }),
  }
}

/**
 * Handles by number, learnt from posts: messages and followers are told by number only. Handles change and are taken
 * over by others, so the newest post decides, and a handle belongs to one number at a time.
 */
export class People {
  private readonly byId = new Map<string, Named & { at: number }>()
  private readonly byHandle = new Map<string, { id: string; at: number }>()

  learn(person: Named, at: number): void {
    const { id, handle } = person
    if (!isId(id) || !isHandle(handle)) return
    if (this.byId.size >= KNOWN && !this.byId.has(id)) return
    if ((this.byId.get(id)?.at ?? -Infinity) <= at) this.byId.set(id, { ...person, at })
    const holder = this.byHandle.get(handle!.toLowerCase())
    if ((holder?.at ?? -Infinity) <= at) this.byHandle.set(handle!.toLowerCase(), { id, at })
  }

  /** The account of a number; its handle where one was learnt. */
  find(id: string): AccountRef | undefined {
    const known = this.byId.get(id)
    const isHolder = known && this.byHandle.get(known.handle!.toLowerCase())?.id === id
    return accountOf(isHolder ? known : { id })
  }
}
