/** The commonest Chinese family names, traditional and simplified: most people in China bear one of a hundred. */
const families = new Set(
  '王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭肖程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文',
)

/** Family names of two characters. */
export const compoundFamily =
  /^(?:欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|东方|東方|夏侯|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐)/u

/** One character of these, and one or two more, without a space in between or with one: it may be a Chinese name. */
export function isChinese(words: readonly string[]): boolean {
  const chars = [...words.join('')]
  const isHan = chars.every(char => /\p{Script=Han}/u.test(char))
  if (isHan && chars.length > 2 && chars.length < 5 && compoundFamily.test(chars.join(''))) return true
  return isHan && chars.length > 1 && chars.length < 4 && families.has(chars[0]!)
}
