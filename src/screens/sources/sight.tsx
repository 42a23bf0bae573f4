/** What a source shows, or cannot, line by line. */
export function Sight({ title, lines, kind }: { title: string; lines: string[]; kind: 'sees' | 'hidden' }) {
  if (lines.length === 0) return null
  return (
    <div data-kind={kind}>
      <h4>{title}</h4>
      <ul>
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
