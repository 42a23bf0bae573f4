import type { Language } from '#ledger/language.ts'
import { sayEvidence } from '#loop/know/evidence-words.ts'
import type { Evidence } from '#loop/know/link-records.ts'
import { words } from './load-words.ts'

/** In one sentence why two accounts are one person; of what is alike the two strongest likenesses. */
export function reasonOf(
  { why, evidence, weighed }: { why: string; evidence: string | null; weighed: Evidence[] | null },
  language: Language,
): string {
  const w = words[language]
  if (why === 'mail') return w.sameMail(evidence!)
  if (why === 'url') return w.sameUrl(evidence!)
  if (why === 'owner') return w.owner
  const likeness = sayEvidence(weighed ?? [], language).filter(({ bits }) => bits > 0)
  return w.alike(likeness.slice(0, 2).map(({ text }) => text))
}
