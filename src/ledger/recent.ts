/**
 * What was met lately, in bounded memory: when as many entries as `atMost` have come, those not asked for since the last
 * time go. Between `atMost` and twice as many are held; looking up costs one or two looks into a Map.
 */
export class Recent<K, V> {
  private readonly atMost: number
  private now = new Map<K, V>()
  private before = new Map<K, V>()

  constructor(atMost: number) {
    this.atMost = atMost
  }

  /** The entry, or undefined; an entry whose value is undefined counts as none. */
  get(key: K): V | undefined {
    const value = this.now.get(key)
    if (value !== undefined) return value
    const older = this.before.get(key)
    if (older !== undefined) this.set(key, older)
    return older
  }

  set(key: K, value: V): void {
    if (this.now.size >= this.atMost) {
      this.before = this.now
      this.now = new Map()
    }
    this.now.set(key, value)
  }
}
