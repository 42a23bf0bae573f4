import { useEffect, useState } from 'react'
import type { Supporter, Supporters } from '../supporters/shape.ts'
import { useLoad } from './api.ts'
import { settledPart } from './ime.ts'

/** A value that follows typing once it pauses. */
export function useSettled<T>(value: T, milliseconds = 160): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}

/** The first people that fit what is typed: kanji, kana, romaji, handle or mail; the server folds them. */
export function usePeopleSearch(typed: string): { people: readonly Supporter[]; searching: boolean } {
  const q = useSettled(settledPart(typed.trim()))
  const { data, trouble } = useLoad<Supporters>(q ? `/supporters?limit=8&q=${encodeURIComponent(q)}` : null)
  return { people: q && data ? data.people : [], searching: typed.trim() !== '' && !data && !trouble }
}

/** People looked at since this page was opened; kept in memory only. */
export const recentPeople: { personId: string; name: string; reading: string | null }[] = []

export function lookedAt(person: { personId: string; name: string; reading: string | null }) {
  const old = recentPeople.findIndex(recent => recent.personId === person.personId)
  if (old >= 0) recentPeople.splice(old, 1)
  recentPeople.unshift({ personId: person.personId, name: person.name, reading: person.reading })
  recentPeople.length = Math.min(recentPeople.length, 6)
}
