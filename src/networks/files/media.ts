/** Pictures, sound, films and printed pages: no reader opens them. */
export const isMedia = (path: string) =>
  /\.(jpe?g|png|gif|webp|heic|avif|bmp|svg|mp4|mov|m4v|webm|avi|mp3|m4a|ogg|opus|wav|aac|pdf)$/i.test(path)

/** Of more than this many only the first are listed: an export holds hundreds of thousands of them. */
export const mediaListed = 1_000
