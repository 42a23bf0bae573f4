/** The path below which this Enishi is reached, such as `/enishi`; empty at the top of its address. Written by the server. */
export const pathOfHouse = document.querySelector<HTMLMetaElement>('meta[name="enishi-path"]')?.content ?? ''

/** The address of a page as the browser has it, from Enishi's own. */
export const outer = (address: string) => pathOfHouse + address

/** Enishi's own address of a page, from the browser's. */
export const inner = (address: string) =>
  address.startsWith(pathOfHouse) ? address.slice(pathOfHouse.length) || '/' : address
