/** The red thread: the sign of Enishi. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 64 40" width="36" height="22" aria-hidden="true">
      <path d="M3 31C15 31 17 5 30 5s12 20 3 20-5-20 6-20 9 16 22 16" />
    </svg>
  )
}
