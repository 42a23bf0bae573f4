import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'
import { type Language, languageOf, type Words } from '#ledger/language.ts'
import type { Moment } from '../person/shape.ts'
import { call, speak } from './api.ts'
import {
  agoOf,
  bytesOf,
  dateOf,
  dayOf,
  lengthOf,
  listOf,
  localeOf,
  momentOf,
  monthOf,
  numberOf,
  percentOf,
} from './format.ts'
import { keep, kept } from './kept.ts'

type Speech = {
  language: Language
  locale: string
  choose(language: Language): void
  follow(setting: Language | null): void
}

const SpeechContext = createContext<Speech | null>(null)

/** The setting on the server wins, then what this browser chose before, then what the browser asks for. */
export function firstLanguage(): Language {
  const chosen = kept('language')
  return chosen === 'ja' || chosen === 'en' ? chosen : languageOf(navigator.languages.join(','))
}

export function Speaking({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() => settle(firstLanguage()))
  const follow = useCallback((setting: Language | null) => {
    if (!setting) return
    keep('language', setting)
    setLanguage(settle(setting))
  }, [])
  const choose = useCallback((next: Language) => {
    keep('language', next)
    setLanguage(settle(next))
    // Refused when not signed in; the browser remembers the choice until then.
    call('PUT', '/settings', { language: next }).catch(() => {})
  }, [])
  const speech = useMemo(
    () => ({ language, locale: localeOf(language, navigator.languages), choose, follow }),
    [language, choose, follow],
  )
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

function settle(language: Language): Language {
  document.documentElement.lang = language
  speak(language)
  return language
}

export function useSpeech(): Speech {
  const speech = use(SpeechContext)
  if (!speech) throw new Error('useSpeech outside Speaking')
  return speech
}

/** One room's words in the reader's language. */
export function useWords<T extends Words>(words: { en: T; ja: T }): T {
  return words[useSpeech().language]
}

/** Dates, numbers and sizes the way the reader writes them. */
export function useFormat() {
  const { locale } = useSpeech()
  return useMemo(
    () => ({
      day: (at: string) => dayOf(at, locale),
      date: (at: string) => dateOf(at, locale),
      month: (moment: Pick<Moment, 'at' | 'zoneKnown'>) =>
        monthOf(moment.at, locale, moment.zoneKnown ? undefined : 'UTC'),
      moment: (m: Pick<Moment, 'at' | 'precision' | 'zoneKnown'>) =>
        momentOf(m.at, m.precision, m.zoneKnown, locale),
      ago: (at: string) => agoOf(at, Date.now(), locale),
      number: (value: number, digits?: number) => numberOf(value, locale, digits),
      percent: (share: number) => percentOf(share, locale),
      bytes: (bytes: number) => bytesOf(bytes, locale),
      length: (seconds: number) => lengthOf(seconds, locale),
      list: (parts: readonly string[]) => listOf(parts, locale),
    }),
    [locale],
  )
}
