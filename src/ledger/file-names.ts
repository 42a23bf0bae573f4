/** Pictures, sound, films and printed pages: no reader opens them. */
export const isMedia = (path: string) =>
  /\.(jpe?g|png|gif|webp|heic|avif|bmp|svg|mp4|mov|m4v|webm|avi|mp3|m4a|ogg|opus|wav|aac|pdf)$/i.test(path)

/** `takeout-…-001.zip`, `export part 2.zip`, `archive_1of3.zip`: what stands before the number names the whole. */
const part =
  /^(.+?)(?:[-_]\d{3}|[-_ ]?part[-_ ]?\d{1,3}|[-_ ]\d{1,3}[-_ ]?of[-_ ]?\d{1,3})\.(?:zip|tgz|tar\.gz|tar)$/i

/** The export of which a file of this name is one of several zips; undefined for a file that stands alone. */
export const wholeOf = (name: string): string | undefined => part.exec(name)?.[1]
