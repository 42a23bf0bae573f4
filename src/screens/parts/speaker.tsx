import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useSpeech } from './language.tsx'

/** Tells react-aria the language its own spoken hints must be in. */
export function Speaker({ children }: { children: ReactNode }) {
  const { language } = useSpeech()
  return <I18nProvider locale={language === 'ja' ? 'ja-JP' : 'en-US'}>{children}</I18nProvider>
}
