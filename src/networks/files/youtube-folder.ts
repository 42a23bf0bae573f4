import type { Source } from '../contract.ts'

/** Google translates the names of the folders beside it and inside it, but not this one. */
const inYouTube = /(?:^|\/)YouTube(?: [^/]*)?\//i

export const isInYouTube = (path: string) => inYouTube.test(path)

/** A Takeout with YouTube in it: its address books are read along with the rest, not by themselves. */
export const hasYouTubeFolder = ({ files }: Source) =>
  files.some(({ path }) => isInYouTube(path) && /\.csv$/i.test(path))
