import type { Source } from '../../contract.ts'

/** Folders that only Instagram's exports have. */
const marks = /(?:^|\/)(?:(?:connections\/)?followers_and_following|your_instagram_activity)\//

/** The folders in which exports of Instagram begin, each with its final `/`; '' where what was brought is one. */
export function instagramRoots({ files }: Source): string[] {
  const roots = new Set<string>()
  for (const { path } of files) {
    const mark = marks.exec(path)
    if (mark) roots.add(path.slice(0, mark[0].startsWith('/') ? mark.index + 1 : mark.index))
  }
  return [...roots]
}

export const isUnder = (roots: readonly string[], path: string) => roots.some(root => path.startsWith(root))
