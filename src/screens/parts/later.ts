import { type ComponentType, useEffect, useState } from 'react'

// biome-ignore lint/suspicious/noExplicitAny: each caller's own properties come back from useLater
type Part = ComponentType<any>
type Load = () => Promise<{ default: Part }>
type PropsOf<L extends Load> = L extends () => Promise<{ default: ComponentType<infer P> }> ? P : never

const loaded = new Map<Load, Part>()

/** Fetches a part before it is wanted. A failure shows when it is wanted. */
export async function fetchAhead(load: Load) {
  const module = await load().catch(() => undefined)
  if (module) loaded.set(load, module.default)
}

/**
 * A part whose code is fetched when it is first wanted; undefined until it is there. Unlike React.lazy, a part that
 * was fetched ahead is drawn at once: a suspended one is held back for 300 ms.
 */
export function useLater<L extends Load>(load: L, wanted = true): ComponentType<PropsOf<L>> | undefined {
  const [, setRound] = useState(0)
  const [failure, setFailure] = useState<unknown>()
  const part = loaded.get(load)
  useEffect(() => {
    if (!wanted || part) return
    load().then(
      module => {
        loaded.set(load, module.default)
        setRound(round => round + 1)
      },
      error => setFailure(error),
    )
  }, [load, wanted, part])
  if (failure) throw failure
  return wanted ? (part as ComponentType<PropsOf<L>> | undefined) : undefined
}
