import { type FormEvent, useRef, useState } from 'react'
import { call, Trouble } from '../parts/api.ts'
import { LanguageSwitch } from '../parts/frame.tsx'
import { keepConversionFromSending } from '../parts/ime.ts'
import { useWords } from '../parts/language.tsx'
import { Mark } from '../parts/mark.tsx'
import { useTitle } from '../parts/title.ts'
import { words as partWords } from '../parts/words.ts'
import { words } from './words.ts'
import './access.css'

/** The door: one field for the one-time code. */
export default function Access({ onSignedIn }: { onSignedIn(): void }) {
  const w = useWords(words)
  const p = useWords(partWords)
  const field = useRef<HTMLInputElement>(null)
  const [mistake, setMistake] = useState<string>()
  const [busy, setBusy] = useState(false)
  useTitle(w.codeTitle)

  const open = async (event: FormEvent) => {
    event.preventDefault()
    // Copied with spaces around it, or typed with a Japanese keyboard in full width.
    const code = (field.current?.value ?? '').normalize('NFKC').replace(/\s/g, '')
    if (!code) return refuse(w.codeMissing)
    setBusy(true)
    try {
      await call('POST', '/session', { code })
      onSignedIn()
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      refuse(
        error.kind === 'offline' ? p.offline : error.kind === 'away' ? p.away : (error.detail ?? w.codeWrong),
      )
    } finally {
      setBusy(false)
    }
  }
  const refuse = (sentence: string) => {
    setMistake(sentence)
    field.current?.select()
    field.current?.focus()
  }
  return (
    <main className="access" id="main">
      <div className="access-language">
        <LanguageSwitch />
      </div>
      <form className="stack" noValidate onSubmit={open} onKeyDown={keepConversionFromSending}>
        <Mark />
        <h1>{w.codeTitle}</h1>
        <p>{w.codeWhat}</p>
        <div className="field">
          <label htmlFor="code">{w.code}</label>
          <input
            ref={field}
            id="code"
            name="code"
            className="access-code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
            aria-invalid={mistake ? true : undefined}
            aria-describedby="code-said"
          />
          <p id="code-said" className="mistake" role="alert">
            {mistake}
          </p>
        </div>
        <button type="submit" className="main-act" disabled={busy}>
          {w.codeDo}
        </button>
        <p className="small soft">
          <Marked text={w.codeNew} />
        </p>
      </form>
    </main>
  )
}

/** A sentence in which `…` is something to type. */
function Marked({ text }: { text: string }) {
  const [before, typed, after] = text.split('`')
  return (
    <>
      {before}
      {typed && <code>{typed}</code>}
      {after}
    </>
  )
}
