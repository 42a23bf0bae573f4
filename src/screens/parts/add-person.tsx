import { type FormEvent, useId, useState } from 'react'
import { inBoth } from '#ledger/language.ts'
import type { NewPerson } from '../welcome/shape.ts'
import { call, changed, Trouble } from './api.ts'
import { keepConversionFromSending } from './ime.ts'
import { useWords } from './language.tsx'
import { say } from './toast.tsx'
import { words as partWords } from './words.ts'

const words = inBoth({
  en: {
    name: 'Name',
    nameMissing: 'Write a name, just as you call this person.',
    reading: 'Reading (if the name is in kanji)',
    mail: 'Mail address (if you know it)',
    mailWrong: 'This does not look like a mail address. Correct it or leave it empty.',
    note: 'How you know each other (only for you)',
    add: 'Add',
    added: (name: string) => `“${name}” is in the ledger now.`,
  },
  ja: {
    name: '名前',
    nameMissing: '名前を入れてください。ふだんの呼び方でかまいません。',
    reading: 'よみ（漢字の名前なら）',
    mail: 'メールアドレス（わかれば）',
    mailWrong: 'メールアドレスの形になっていません。直すか、空のままにしてください。',
    note: 'どんなご縁か（ご自分だけの覚え書き）',
    add: '加える',
    added: (name: string) => `「${name}」を台帳に加えました。`,
  },
})

type Props = {
  onAdded(personId: string, name: string): void
  /** False where the page must stay as it is until the owner goes on. */
  refresh?: boolean
}

/** One person typed in by hand: a name is enough. */
export function AddPerson({ onAdded, refresh = true }: Props) {
  const w = useWords(words)
  const p = useWords(partWords)
  const id = useId()
  const [mistake, setMistake] = useState<{ field: 'name' | 'mail' | 'all'; sentence: string }>()
  const [busy, setBusy] = useState(false)

  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const written = new FormData(form)
    const field = (name: string) => String(written.get(name) ?? '').trim() || undefined
    const name = field('name')
    // Full-width letters and signs are what a Japanese keyboard gives.
    const mail = field('mail')?.normalize('NFKC')
    if (!name) return fail('name', w.nameMissing)
    if (mail && !/^\S+@\S+\.\S+$/.test(mail)) return fail('mail', w.mailWrong)
    const person: NewPerson = { name, reading: field('reading'), mail, note: field('note') }
    setBusy(true)
    try {
      const { personId } = await call<{ personId: string }>('POST', '/people', person)
      form.reset()
      setMistake(undefined)
      say(w.added(name))
      if (refresh) changed()
      onAdded(personId, name)
    } catch (error) {
      setMistake({
        field: 'all',
        sentence: error instanceof Trouble && error.detail ? error.detail : p.trouble,
      })
    } finally {
      setBusy(false)
    }

    function fail(which: 'name' | 'mail', sentence: string) {
      setMistake({ field: which, sentence })
      form.querySelector<HTMLInputElement>(`[name=${which}]`)?.focus()
    }
  }
  const line = (name: 'name' | 'reading' | 'mail', more: { required?: boolean } = {}) => (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{w[name]}</label>
      <input
        id={`${id}-${name}`}
        name={name}
        autoComplete="off"
        inputMode={name === 'mail' ? 'email' : undefined}
        maxLength={name === 'mail' ? 254 : 200}
        aria-required={more.required}
        aria-invalid={mistake?.field === name || undefined}
        aria-describedby={mistake?.field === name ? `${id}-mistake` : undefined}
      />
      {mistake?.field === name && (
        <p id={`${id}-mistake`} className="mistake small">
          {mistake.sentence}
        </p>
      )}
    </div>
  )
  return (
    <form className="stack" noValidate onSubmit={add} onKeyDown={keepConversionFromSending}>
      {line('name', { required: true })}
      {line('reading')}
      {line('mail')}
      <div className="field">
        <label htmlFor={`${id}-note`}>{w.note}</label>
        <textarea id={`${id}-note`} name="note" rows={2} maxLength={10_000} />
      </div>
      {mistake?.field === 'all' && (
        <p className="mistake" role="alert">
          {mistake.sentence}
        </p>
      )}
      <div className="acts">
        <button type="submit" className="main-act" disabled={busy}>
          {w.add}
        </button>
      </div>
    </form>
  )
}
