/**
 * The one spelling of a mailbox that takes many: Gmail's, where dots, what stands behind a plus, and googlemail.com mean nothing.
 * Undefined where the address is that spelling itself. `mail`: in lower case.
 */
export function mailboxOf(mail: string): string | undefined {
  const [, local = '', rest] = /^([^@]+)@(gmail|googlemail)\.com$/.exec(mail) ?? []
  const plain = local.replace(/\+.*$/, '').replaceAll('.', '')
  const mailbox = `${plain}@gmail.com`
  return rest === undefined || plain === '' || mailbox === mail ? undefined : mailbox
}
