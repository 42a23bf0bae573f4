import { useFormat, useWords } from '../parts/language.tsx'
import { To } from '../parts/router.tsx'
import { words } from './words.ts'

/** One line, where there are any: how many accounts are left out as programs, and the way to the list. */
export function ProgramsTold({ count }: { count: number }) {
  const w = useWords(words)
  const format = useFormat()
  if (count === 0) return null
  return (
    <p className="small soft">
      {w.looksLike(format.number(count), count)} <To to="/programs">{w.show}</To>
    </p>
  )
}
