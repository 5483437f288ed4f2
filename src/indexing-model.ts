import { join } from 'node:path'
import { readCalibration } from './calibration-file.ts'
import type { Config } from './config.ts'
import type { TransformersOptions } from './embed/transformers.ts'
import type { LoadedModel } from './model.ts'
import { loadStatic } from './query-model.ts'

/**
 * Loads the model that documents are embedded with. A static model is computed in plain TypeScript, as for
 * questions: some ten times as many vectors a second as with ONNX Runtime, and a start that a run of a
 * document or two does not wait for. Any other model goes through transformers.js.
 *
 * Throws `model_missing` or `model_damaged`.
 */
export async function loadIndexingModel(
  settings: Config['model'],
  onDownload?: TransformersOptions['onProgress'],
): Promise<LoadedModel> {
  const found = await loadStatic(settings)
  if (found !== null) {
    return { ...found, calibration: await readCalibration(join(settings.folder, settings.name)) }
  }
  // Imported when it is needed: it brings ONNX Runtime.
  const { loadModel } = await import('./model.ts')
  return loadModel(settings, onDownload)
}
