import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../../tools/model')
/**
 * A Python with the packages of tools/model/requirements.txt; nothing else in the project needs
 * one.
 */
const python = process.env['PYTHON'] ?? 'python3'
const ready =
  spawnSync(python, ['-c', 'import numpy, onnx, onnxruntime, tokenizers, torch']).status === 0

it.skipIf(!ready)('the parts of the models’ recipe work (needs PyTorch)', () => {
  const { status, stderr } = spawnSync(python, ['-B', '-m', 'unittest', 'test_parts'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(stderr).toMatch(/^OK$/m)
  expect(status).toBe(0)
})
