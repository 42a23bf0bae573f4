import { call, changed } from './api.ts'
import { say } from './toast.tsx'

/** Keeps the owner's words about accounts, says what was done, and offers to take them all back. */
export async function sayOf(
  about: 'own-accounts' | 'programs',
  words: Readonly<Record<string, readonly string[]>>,
  told: string,
): Promise<void> {
  try {
    const { decisionIds } = await call<{ decisionIds: string[] }>('POST', `/${about}`, words)
    changed()
    say(told, () => takeBack(decisionIds))
  } catch (error) {
    say(error instanceof Error ? error.message : '')
    changed()
  }
}

export async function takeBack(decisionIds: readonly string[]): Promise<void> {
  for (const id of decisionIds) await call('DELETE', `/decisions/${id}`)
  changed()
}
