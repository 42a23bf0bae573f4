/** What this browser remembers. Storage may be switched off or full; then it is simply not remembered. */
type KeptName = 'language' | 'theme' | 'keys' | `draft ${string}`

export function kept(name: KeptName): string | null {
  try {
    return localStorage.getItem(`enishi ${name}`)
  } catch {
    return null
  }
}

export function keep(name: KeptName, value: string | null) {
  try {
    if (value === null || value === '') localStorage.removeItem(`enishi ${name}`)
    else localStorage.setItem(`enishi ${name}`, value)
  } catch {}
}
