import { isMedia, wholeOf } from '#ledger/file-names.ts'
import type { Brought } from './uploads.ts'

/** What is imported as one: `isSet`, when it is more than a file. */
export type Together = { name: string; files: Brought[]; isSet: boolean }

/**
 * What belongs together of what was dropped: the zips of one export, a folder with all in it but its zips, every other file
 * by itself. In folders nobody reads pictures and films, and empty files cannot be sent.
 */
export function togetherOf(brought: readonly Brought[]): Together[] {
  const groups = Map.groupBy(brought, ({ path }) => {
    const [first, ...rest] = path.split('/')
    const whole = wholeOf(path)
    if (rest.length > 0 && !/\.zip$/i.test(path)) return `folder ${first}`
    return whole === undefined ? `file ${path}` : `parts ${whole}`
  })
  return [...groups].flatMap(([group, files]): Together[] => {
    const name = group.slice(group.indexOf(' ') + 1)
    if (group.startsWith('folder ')) {
      const read = files.filter(({ file, path }) => file.size > 0 && !isMedia(path))
      return read.length > 0 ? [{ name, files: read, isSet: true }] : []
    }
    if (group.startsWith('parts ') && files.length > 1) return [{ name, files, isSet: true }]
    return files.map(file => ({ name: file.path, files: [file], isSet: false }))
  })
}
