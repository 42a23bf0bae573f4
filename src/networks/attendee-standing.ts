/** Words by which the sites, in Japanese and English, say that somebody is not coming, or does not yet know. */
const cancelled =
  /キャンセル(?!待)|取り?消|払い?戻|返金|不参加|辞退|cancel|refund|void|declin|withdrawn|^no$|not going|not attending/i
const waiting = /補欠|待ち|落選|抽選|保留|承認|未払|支払い?待|wait|pending|unpaid|requested|maybe/i
const absent = /欠席|不参加|no[-_ ]?show|absent|did not|未出席|未来場/i
const denied = /^(?:no|false|0|いいえ|未|×|✕)$/i

/**
 * Why a row is no visit, by what its columns say; undefined for one. `isMarked`: somebody on this list is ticked as
 * having come; only then does an empty answer like `No` mean that a person stayed away.
 */
export function standing(
  status: string,
  attendance: string,
  isMarked: boolean,
): { why: 'cancelled' | 'not-approved'; said: string } | undefined {
  if (cancelled.test(status) || absent.test(status)) return { why: 'cancelled', said: status }
  if (waiting.test(status)) return { why: 'not-approved', said: status }
  if (absent.test(attendance) || (isMarked && denied.test(attendance)))
    return { why: 'cancelled', said: attendance }
  return undefined
}

/** True where a list says of somebody that they came. */
export function isPresent(attendance: string): boolean {
  return (
    /^(?:yes|true|1|はい|済|○|◯|✓)$/i.test(attendance) ||
    /(?:^|[^不未])出席|来場|attended|checked.?in|チェックイン/i.test(attendance)
  )
}
