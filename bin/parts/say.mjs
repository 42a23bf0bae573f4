const tongue = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''

/** To stderr: stdout belongs to what a command answers. */
export function say(en, ja) {
  console.error(tongue.startsWith('ja') ? ja : en)
}
