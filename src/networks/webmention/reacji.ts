/** Pictures, alone or joined, and what a server calls its own (`:blobcat:`, `:heart@mstdn.example:`). */
const picture =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[0-9#*]\ufe0f?\u20e3|:[\w+-]{1,40}(?:@[\w.-]{1,100})?:|\p{Cf}|\p{Variation_Selector}/gu

/** `reacted with ❤️`, `Alex Green reacted 👍 to your post`, and no more than that. */
const told =
  /^(?:[^.!?\n]{1,60}\s)?reacted\s+(?:(?:with\s+)?\S{1,40}\s+)?(?:to|on)\s+(?:this|your|a|an|the|https?:)[^.!?\n]{0,60}[.!]?$|^(?:[^.!?\n]{1,60}\s)?reacted\s+with\s+\S{1,40}$|リアクションしました。?$/iu

/** Does an answer say no more than that somebody pressed a picture? That is a like, by whatever name it came. */
export function isReacji(words: string): boolean {
  const said = words.trim()
  if (said === '' || said.length > 200) return false
  return said.replace(picture, '').trim() === '' || told.test(said)
}
