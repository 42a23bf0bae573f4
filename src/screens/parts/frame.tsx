import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { Home } from '../welcome/shape.ts'
import { call, setSignedIn } from './api.ts'
import { Dialog } from './dialog.tsx'
import { setKeysOn, useKeys, useKeysOn } from './keys.ts'
import { useFormat, useSpeech, useWords } from './language.tsx'
import { fetchAhead, useLater } from './later.ts'
import { Mark } from './mark.tsx'
import { To, useAddress } from './router.tsx'
import { Segments } from './segments.tsx'
import { chooseTheme, themes, useTheme } from './theme.ts'
import { Toasts } from './toast.tsx'
import { words } from './words.ts'
import './frame.css'

const openPalette = () => import('./palette.tsx')
const openKeyHelp = () => import('./key-help.tsx')

const rooms = ['supporters', 'imports', 'queue', 'sources', 'truth'] as const

/** What stands around every page: the way between pages, finding, settings, and messages. */
export function Frame({ home, children }: { home: Home; children: ReactNode }) {
  const w = useWords(words)
  const format = useFormat()
  const { route } = useAddress()
  const isEmpty = home.people === 0 && home.acts === 0
  const here = route.room === 'welcome' && !isEmpty ? 'supporters' : route.room
  const [open, setOpen] = useState<'palette' | 'keys' | 'settings' | null>(null)
  const close = useCallback(() => setOpen(null), [])
  const [rehearses, setRehearses] = useState(false)
  const Palette = useLater(openPalette, rehearses || open === 'palette')
  const KeyHelp = useLater(openKeyHelp, open === 'keys')

  useKeys({ '?': () => setOpen('keys') })
  usePaletteKey(() => setOpen(now => (now === 'palette' ? null : 'palette')), setRehearses)

  return (
    <>
      <a className="skip button" href="#main">
        {w.skip}
      </a>
      <header className="frame-head">
        <To className="frame-name" to="/">
          <Mark />
          <span>{w.enishi}</span>
        </To>
        <nav className="frame-rooms" aria-label={w.rooms}>
          {rooms.map(room => (
            <To key={room} to={{ room }} aria-current={here === room ? 'page' : undefined}>
              <RoomSign room={room} />
              <span>{w[room]}</span>
              {room === 'queue' && home.waiting + home.asked > 0 && (
                <span className="frame-count figures">
                  <span className="unseen">{w.waiting}</span> {format.number(home.waiting + home.asked)}
                </span>
              )}
            </To>
          ))}
        </nav>
        <div className="frame-tools">
          <button type="button" className="quiet" aria-label={w.findKeys} onClick={() => setOpen('palette')}>
            <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
              <circle cx="8.5" cy="8.5" r="5.5" />
              <path d="m13 13 5 5" />
            </svg>
            <span className="frame-find">{w.find}</span>
          </button>
          <LanguageSwitch />
          <button type="button" className="quiet" aria-label={w.settings} onClick={() => setOpen('settings')}>
            <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
              <path d="M2 6h9m5 0h2M2 14h2m5 0h9" />
              <circle cx="13.5" cy="6" r="2.5" />
              <circle cx="6.5" cy="14" r="2.5" />
            </svg>
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <Toasts />
      {open === 'settings' && <Settings home={home} onClose={close} onKeys={() => setOpen('keys')} />}
      {Palette && (
        <Palette
          key={open === 'palette' ? 'shown' : 'rehearsal'}
          isRehearsal={open !== 'palette'}
          onClose={close}
          onKeys={() => setOpen('keys')}
        />
      )}
      {KeyHelp && <KeyHelp onClose={close} />}
    </>
  )
}

/**
 * ⌘K or Ctrl+K from anywhere. The palette's code is fetched while nothing else happens and drawn once unseen, so that
 * it opens at once: the first drawing takes more than twice as long as the next.
 */
function usePaletteKey(toggle: () => void, rehearse: (now: boolean) => void) {
  const latest = useRef(toggle)
  latest.current = toggle
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // Whoever presses ⌘ or Ctrl may go on to K.
      if (event.key === 'Meta' || event.key === 'Control') fetchAhead(openPalette)
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.metaKey || event.ctrlKey) ||
        event.shiftKey ||
        event.altKey
      )
        return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', press)
    const timers = [
      setTimeout(() => fetchAhead(openPalette), 400),
      setTimeout(() => rehearse(true), 1200),
      setTimeout(() => rehearse(false), 2200),
    ]
    return () => {
      removeEventListener('keydown', press)
      timers.forEach(clearTimeout)
    }
  }, [rehearse])
}

/** Each language is offered in its own name. */
export function LanguageSwitch() {
  const { language, choose } = useSpeech()
  const other = language === 'ja' ? 'en' : 'ja'
  return (
    <button type="button" className="quiet frame-language" lang={other} onClick={() => choose(other)}>
      {other === 'ja' ? '日本語' : 'English'}
    </button>
  )
}

function Settings({ home, onClose, onKeys }: { home: Home; onClose(): void; onKeys(): void }) {
  const w = useWords(words)
  const { language, choose } = useSpeech()
  const theme = useTheme()
  const keysOn = useKeysOn()
  const signOut = async () => {
    await call('DELETE', '/session').catch(() => {})
    setSignedIn(false)
  }
  const themeWords = { auto: w.themeAuto, light: w.themeLight, dark: w.themeDark }
  return (
    <Dialog title={w.settings} onClose={onClose}>
      <Segments
        titled
        label={w.language}
        options={[
          { value: 'ja', label: '日本語' },
          { value: 'en', label: 'English' },
        ]}
        value={language}
        onChange={choose}
      />
      <Segments
        titled
        label={w.theme}
        options={themes.map(value => ({ value, label: themeWords[value] }))}
        value={theme}
        onChange={chooseTheme}
      />
      <div className="acts">
        <label className="tick">
          <input type="checkbox" checked={keysOn} onChange={event => setKeysOn(event.target.checked)} />
          {w.keysOn}
        </label>
        <button type="button" className="quiet" onClick={onKeys}>
          {w.keysHelp}
        </button>
      </div>
      <div className="acts frame-last">
        <button type="button" onClick={signOut}>
          {w.signOut}
        </button>
        <span className="small soft">{w.version(home.version)}</span>
      </div>
    </Dialog>
  )
}

const signs = {
  supporters: 'M10 17S2.5 12.4 2.5 7.2A3.9 3.9 0 0 1 10 5.6a3.9 3.9 0 0 1 7.5 1.6C17.5 12.4 10 17 10 17Z',
  imports: 'M10 2.5v10m0 0-4-4m4 4 4-4M3 14v3.5h14V14',
  queue:
    'M7.5 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm5 0a3 3 0 1 0 0-6M2.5 16.5c.6-3 2.4-4.5 5-4.5s4.4 1.5 5 4.5m1-4.4c2 .3 3.4 1.8 4 4.4',
  sources: 'M4 3h9l3 3v11H4zM7 9h6M7 12.5h6',
  truth: 'M3 17.5h14M5 14l4-5 3 3 5-7',
} as const

function RoomSign({ room }: { room: (typeof rooms)[number] }) {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d={signs[room]} />
    </svg>
  )
}
