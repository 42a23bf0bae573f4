import { inBoth } from '#ledger/language.ts'
import { Dialog } from './dialog.tsx'
import { setKeysOn, useKeysOn } from './keys.ts'
import { useWords } from './language.tsx'
import { words as partWords } from './words.ts'
import './key-help.css'

const words = inBoth({
  en: {
    title: 'Keys',
    palette: 'Find people, pages and actions',
    search: 'Search among the supporters',
    next: 'Next person',
    previous: 'Previous person',
    open: 'Open',
    pairs: 'Next, previous pair of who is who',
    decide: 'One person, two people, undo',
    help: 'This list',
    close: 'Close what is open',
    or: 'or',
    off: 'The single-letter keys are off.',
  },
  ja: {
    title: 'キー操作',
    palette: '人・ページ・操作をさがす',
    search: '応援者の中をさがす',
    next: '次の人',
    previous: '前の人',
    open: '開く',
    pairs: '「同じ人？」で次の組・前の組',
    decide: '同じ人・別の人・取り消し',
    help: 'この一覧',
    close: '開いているものを閉じる',
    or: 'または',
    off: '1文字のキー操作は切ってあります。',
  },
})

const keys = [
  ['palette', ['⌘K', 'Ctrl+K']],
  ['search', ['/']],
  ['next', ['↓', 'j']],
  ['previous', ['↑', 'k']],
  ['open', ['Enter']],
  ['pairs', ['j', 'k']],
  ['decide', ['m', 'n', 'u']],
  ['help', ['?']],
  ['close', ['Esc']],
] as const

export default function KeyHelp({ onClose }: { onClose(): void }) {
  const w = useWords(words)
  const p = useWords(partWords)
  const keysOn = useKeysOn()
  return (
    <Dialog title={w.title} onClose={onClose}>
      <dl className="key-help">
        {keys.map(([what, ways]) => (
          <div key={what}>
            <dt>{w[what]}</dt>
            <dd>
              {ways.map((way, n) => (
                <span key={way}>
                  {n > 0 && <span className="soft small"> {w.or} </span>}
                  <kbd>{way}</kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <label className="tick">
        <input type="checkbox" checked={keysOn} onChange={event => setKeysOn(event.target.checked)} />
        {p.keysOn}
      </label>
      {!keysOn && <p className="small soft">{w.off}</p>}
    </Dialog>
  )
}
