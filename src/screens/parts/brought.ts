import type { Brought } from './uploads.ts'

/** Files the system leaves in folders; nobody means to bring them. */
const isLitter = (path: string) => /(^|\/)(\.[^/]*|__MACOSX\/.*|Thumbs\.db|desktop\.ini)$/.test(path)

/** Everything that was dropped, folders opened. Must be called while the drop is handled: the list is empty later. */
export async function droppedFiles(transfer: DataTransfer): Promise<Brought[]> {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.() ?? null)
  if (entries.every(entry => entry === null)) return chosenFiles(transfer.files)
  const found: Brought[] = []
  for (const entry of entries) if (entry) await walk(entry, found)
  return found.filter(({ path }) => !isLitter(path))
}

export function chosenFiles(list: FileList | null): Brought[] {
  return [...(list ?? [])]
    .map(file => ({ file, path: file.webkitRelativePath || file.name }))
    .filter(({ path }) => !isLitter(path))
}

async function walk(entry: FileSystemEntry, found: Brought[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail))
    found.push({ file, path: entry.fullPath.replace(/^\//, '') })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    // A reader gives at most a hundred entries at a time, and an empty list at the end.
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail))
    if (some.length === 0) return
    for (const inner of some) await walk(inner, found)
  }
}
