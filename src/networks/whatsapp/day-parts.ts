/**
 * Words for parts of the day (`PM`, `م`, `下午`, `ÖS`, `n tmeddit`) to the hours they are said of. The usual ones stand
 * here; the others come from the Unicode data of all languages, which costs about a second, so it is asked for
 * once and only in files that need it.
 */
export type Hours = ReadonlySet<number>

const range = (from: number, to: number): Hours =>
  new Set(Array.from({ length: to - from }, (_, i) => from + i))
const morning = range(0, 12)
const evening = range(12, 24)
const usual = new Map<string, Hours>()
for (const word of mornings()) usual.set(word, morning)
for (const word of evenings()) usual.set(word, evening)
usual.set('凌晨', range(0, 6)).set('清晨', range(3, 9)).set('早上', range(4, 12)).set('中午', range(11, 15))
usual.set('晚上', range(16, 24)).set('傍晚', range(15, 21)).set('半夜', range(0, 5)).set('午夜', range(0, 3))
usual
  .set('morgens', range(4, 12))
  .set('mittags', range(11, 15))
  .set('abends', range(16, 24))
  .set('nachts', new Set([22, 23, 0, 1, 2, 3, 4, 5]))

/** With what older phones wrote, which the data of today no longer has. */
function mornings(): string[] {
  return 'am 午前 上午 오전 vorm πμ ص قظ öö fm पूर्वाह्न মপূ পূর্বাহ্ণ ಪೂರ್ವಾಹ್ನ மபூ முற்பகல் मपू ກ່ອນທ່ຽງ ก่อนเที่ยง eparadites преподне'.split(
    ' ',
  )
}

function evenings(): string[] {
  return 'pm 午後 下午 오후 nachm μμ م بظ ös em अपराह्न অপরাহ্ণ ಅಪರಾಹ್ನ பிற்பகல் मउ ຫຼັງທ່ຽງ หลังเที่ยง epasdites поподне'.split(
    ' ',
  )
}

/** A word as it is compared: `p. m.` is `pm`. */
export const plainPart = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{M}]/gu, '')

/** The hours a word (as `plainPart` gives it) is said of; undefined where no language has it. */
export function hoursOf(word: string): Hours | undefined {
  return word === '' ? undefined : (usual.get(word) ?? others().get(word))
}

/** The usual ones alone, which cost nothing. */
export const usualHours = (word: string): Hours | undefined => usual.get(word)

let table: Map<string, Hours> | undefined

function others(): Map<string, Hours> {
  if (table) return table
  const found = new Map<string, Set<number>>()
  const styles = [
    { hour: 'numeric', hour12: true },
    { hour: 'numeric', hour12: true, dayPeriod: 'short' },
    { hour: 'numeric', hour12: true, dayPeriod: 'long' },
  ] as const
  for (const locale of locales()) {
    for (const style of styles) {
      const format = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' })
      for (let hour = 0; hour < 24; hour++) {
        for (const { type, value } of format.formatToParts(hour * 3_600_000)) {
          const word = type === 'dayPeriod' ? plainPart(value) : ''
          if (word !== '') found.set(word, (found.get(word) ?? new Set()).add(hour))
        }
      }
    }
  }
  return (table = found)
}

/** Every language of two letters that this build of Unicode's data knows, and some of three. */
function locales(): string[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const two = letters.flatMap(a => letters.map(b => a + b))
  const three =
    'fil ceb haw kok mai mni sat yue zgh kab chr ckb bho brx doi en-GB en-AU en-CA es-MX es-CO zh-TW zh-HK ar-EG pt-PT fr-CA'
  return Intl.DateTimeFormat.supportedLocalesOf([...two, ...three.split(' ')])
}
