import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CALIBRATION_FILE } from './embed/embed.ts'
import type { Calibration } from './search/calibration.ts'
import { isFile } from './store/folder.ts'

/** What `npm run calibrate` learned about a model, from the model's folder; null where it learned nothing. */
export async function readCalibration(modelFolder: string): Promise<Calibration | null> {
  const path = join(modelFolder, CALIBRATION_FILE)
  if (!(await isFile(path))) return null
  return JSON.parse(await readFile(path, 'utf8')) as Calibration
}
