import { visibleLine } from '../text/visible.ts'

/** A line of a report on a file that is not in the index. Most reasons begin with its name. */
export function notRead({ file, reason }: { file: string; reason: string }): string {
  return visibleLine(`not read: ${reason.startsWith(`${file} `) ? '' : `${file}: `}${reason}`)
}
