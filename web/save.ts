import { element } from './element.ts'

/** Has the browser save a file; nothing leaves the machine. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  element('a', { href: address, download: name }).click()
  // By then the download has begun, and the file can leave memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
