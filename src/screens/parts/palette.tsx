import { type ReactNode, useState } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
} from 'react-aria-components'
import { inBoth } from '#ledger/language.ts'
import { call, setSignedIn } from './api.ts'
import { holdWhileConverting } from './ime.ts'
import { useSpeech, useWords } from './language.tsx'
import { Outside } from './outside.tsx'
import { recentPeople, usePeopleSearch } from './people-search.ts'
import { go } from './router.tsx'
import { Speaker } from './speaker.tsx'
import { chooseTheme } from './theme.ts'
import { words as partWords } from './words.ts'
import './dialog.css'
import './palette.css'

const words = inBoth({
  en: {
    title: 'Find',
    type: 'A person, a page, or what you want to do',
    results: 'Results',
    people: 'People',
    recent: 'Looked at just now',
    pages: 'Pages',
    actions: 'Actions',
    nothing: 'Nothing fits. Try the reading, a handle or a mail address.',
    import: 'Import a file',
    dark: 'Dark paper',
    light: 'Light paper',
    otherLanguage: '日本語にする',
    keys: 'Show keys',
  },
  ja: {
    title: 'さがす',
    type: '人・ページ・やりたいこと',
    results: '結果',
    people: '人',
    recent: 'さきほど見た人',
    pages: 'ページ',
    actions: '操作',
    nothing: '見つかりません。よみ・ハンドル・メールでもさがせます。',
    import: 'ファイルを取り込む',
    dark: '暗い紙にする',
    light: '明るい紙にする',
    otherLanguage: 'Switch to English',
    keys: 'キー操作を見る',
  },
})

/** `isRehearsal`: drawn once where nobody sees it, since the browser compiles what it runs for the first time. */
type Props = { isRehearsal?: boolean; onClose(): void; onKeys(): void }
/** `also`: other words it is found by, in both languages. */
type Line = { id: string; label: string; also: string; act(): void }

export default function Palette(props: Props) {
  return (
    <Speaker>
      <PaletteBox {...props} />
    </Speaker>
  )
}

function PaletteBox({ isRehearsal = false, onClose, onKeys }: Props) {
  const w = useWords(words)
  const p = useWords(partWords)
  const { language, choose } = useSpeech()
  const [typed, setTyped] = useState('')
  const { people, searching } = usePeopleSearch(typed)

  const pages: Line[] = [
    {
      id: 'supporters',
      label: p.supporters,
      also: 'supporters people おうえんしゃ ひと',
      act: () => go('/supporters'),
    },
    { id: 'imports', label: p.imports, also: 'imports upload とりこみ', act: () => go('/imports') },
    {
      id: 'queue',
      label: p.queue,
      also: 'queue same person duplicates merge おなじひと まとめる',
      act: () => go('/queue'),
    },
    { id: 'me', label: p.me, also: 'me own accounts じぶん あかうんと', act: () => go('/me') },
    {
      id: 'programs',
      label: p.programs,
      also: 'programs robots bots feeds ろぼっと ぼっと',
      act: () => go('/programs'),
    },
    { id: 'sources', label: p.sources, also: 'sources networks でどころ', act: () => go('/sources') },
    { id: 'truth', label: p.truth, also: 'truth forecast こたえあわせ', act: () => go('/truth') },
  ]
  const actions: Line[] = [
    { id: 'import', label: w.import, also: 'import file ふぁいる', act: () => go('/imports') },
    { id: 'dark', label: w.dark, also: 'dark theme くらい', act: () => chooseTheme('dark') },
    { id: 'light', label: w.light, also: 'light theme あかるい', act: () => chooseTheme('light') },
    {
      id: 'language',
      label: w.otherLanguage,
      also: 'language 言語 english japanese',
      act: () => choose(language === 'ja' ? 'en' : 'ja'),
    },
    { id: 'keys', label: w.keys, also: 'keys ? きー', act: () => onKeys() },
    {
      id: 'sign-out',
      label: p.signOut,
      also: 'sign out さいんあうと',
      act: () =>
        call('DELETE', '/session')
          .catch(() => {})
          .then(() => setSignedIn(false)),
    },
  ]
  const sought = fold(typed)
  const fits = (line: Line) => sought === '' || fold(`${line.label} ${line.also}`).includes(sought)
  const shownPeople = sought === '' ? recentPeople : people

  const choosePerson = (personId: string) => {
    onClose()
    go(`/people/${encodeURIComponent(personId)}`)
  }
  const section = (title: string, lines: Line[]): ReactNode =>
    lines.length > 0 && (
      <MenuSection>
        <Header>{title}</Header>
        {lines.map(line => (
          <MenuItem
            key={line.id}
            id={line.id}
            textValue={line.label}
            onAction={() => {
              onClose()
              line.act()
            }}
          >
            {line.label}
          </MenuItem>
        ))}
      </MenuSection>
    )

  const box = (
    <div onKeyDownCapture={holdWhileConverting}>
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <SearchField autoFocus={!isRehearsal} aria-label={w.type}>
          <Input placeholder={w.type} autoComplete="off" spellCheck={false} maxLength={200} />
        </SearchField>
        <Menu
          aria-label={w.results}
          className="palette-lines"
          renderEmptyState={() => <p className="palette-none soft">{searching ? p.searching : w.nothing}</p>}
        >
          {shownPeople.length > 0 && (
            <MenuSection>
              <Header>{sought === '' ? w.recent : w.people}</Header>
              {shownPeople.map(person => (
                <MenuItem
                  key={person.personId}
                  id={`person ${person.personId}`}
                  textValue={person.name}
                  onAction={() => choosePerson(person.personId)}
                >
                  <Text slot="label">
                    <Outside>{person.name}</Outside>
                  </Text>
                  {person.reading && (
                    <Text slot="description">
                      <Outside>{person.reading}</Outside>
                    </Text>
                  )}
                </MenuItem>
              ))}
            </MenuSection>
          )}
          {section(w.pages, pages.filter(fits))}
          {section(w.actions, actions.filter(fits))}
        </Menu>
      </Autocomplete>
    </div>
  )
  if (isRehearsal) return <div hidden>{box}</div>
  return (
    <ModalOverlay
      className="veil palette-veil"
      isDismissable
      isOpen
      onOpenChange={open => !open && onClose()}
    >
      <Modal className="palette">
        <Dialog aria-label={w.title}>{box}</Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Katakana and full width are found by hiragana and half width, capitals by small letters. */
const fold = (text: string) =>
  text
    .trim()
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, kana => String.fromCharCode(kana.charCodeAt(0) - 0x60))
