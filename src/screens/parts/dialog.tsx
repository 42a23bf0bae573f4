import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { useWords } from './language.tsx'
import { words } from './words.ts'
import './dialog.css'

type Props = { title: string; onClose(): void; children: ReactNode }

/** A question or a short list over the page. The browser's own dialog keeps the focus inside and gives it back. */
export function Dialog({ title, onClose, children }: Props) {
  const w = useWords(words)
  const box = useRef<HTMLDialogElement>(null)
  const heading = useId()
  // Before the effects of what is inside, so that a field in it can take the focus.
  useLayoutEffect(() => {
    const dialog = box.current
    const before = document.activeElement
    if (dialog && !dialog.open) dialog.showModal()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it too; the click is the one beside it
    <dialog
      ref={box}
      className="dialog"
      aria-labelledby={heading}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
      onClick={event => event.target === box.current && onClose()}
    >
      <div className="dialog-page stack">
        <header className="dialog-head">
          <h2 id={heading}>{title}</h2>
          <button type="button" className="quiet" aria-label={w.close} onClick={onClose}>
            ×
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
