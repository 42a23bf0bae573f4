import { useLoad } from '../parts/api.ts'
import { useFormat, useWords } from '../parts/language.tsx'
import type { Copies } from './shape.ts'
import { words } from './words.ts'

/** One line on whether there is something to go back to. */
export function CopiesLine() {
  const w = useWords(words)
  const format = useFormat()
  const { data } = useLoad<Copies>('/copies')
  if (!data || (data.ok && data.newestAt === null)) return null
  if (!data.ok) return <p role="status">{data.sentence}</p>
  return <p className="small soft">{w.copied(format.ago(data.newestAt!))}</p>
}
