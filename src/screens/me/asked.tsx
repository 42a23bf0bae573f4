import { useEffect } from 'react'
import { useLoad } from '../parts/api.ts'
import { useFormat, useWords } from '../parts/language.tsx'
import { To } from '../parts/router.tsx'
import type { Home } from '../welcome/shape.ts'
import { words } from './words.ts'

/** Where somebody is asked whether accounts are theirs: how many, and the way to the page. Nothing where none is. */
export function Asked() {
  const w = useWords(words)
  const format = useFormat()
  const { data: home, reload } = useLoad<Home>('/home')
  const looking = home?.looking ?? false
  useEffect(() => {
    if (!looking) return
    const timer = setInterval(reload, 2000)
    return () => clearInterval(timer)
  }, [looking, reload])
  if (!home || home.asked === 0) return null
  return (
    <p className="sheet acts">
      <span>{w.askedOne(format.number(home.asked), home.asked)}</span>
      <To className="button" to="/me">
        {w.answer}
      </To>
    </p>
  )
}
