import { utf8Bytes } from '../files/text.ts'

/** The name before the equals sign is short; a file that begins with so much else is none of X's. */
const PREFIX = 4_096
const EQUALS = 61

/**
 * X writes its JSON as scripts: `window.YTD.tweets.part0 = [ … ]`. What stands behind the first equals sign is JSON; a
 * file that begins with a bracket is so from the start.
 */
export async function* jsonOfScript(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let isInside = false
  let passed = 0
  for await (const chunk of utf8Bytes(bytes)) {
    if (isInside) {
      yield chunk
      continue
    }
    const bracket = passed === 0 ? chunk.findIndex(byte => byte > 32 && byte < 128) : -1
    if (bracket >= 0 && (chunk[bracket] === 91 || chunk[bracket] === 123)) {
      isInside = true
      yield chunk.subarray(bracket)
      continue
    }
    const equals = chunk.indexOf(EQUALS)
    passed += chunk.length
    if (equals >= 0) {
      isInside = true
      yield chunk.subarray(equals + 1)
    } else if (passed > PREFIX) return
  }
}
