import { describe, expect, it } from 'vitest'
import { SETTINGS } from '../../src/config.ts'
import { readStart } from '../../src/process/start-arguments.ts'

describe('the arguments of npm start', () => {
  it.each([
    [['--port', '3000'], { PORT: '3000' }],
    [['--port=3000', '--index-dir', 'a=b'], { PORT: '3000', INDEX_DIR: 'a=b' }],
    [['--contact=Team <a@b.nl>'], { CONTACT: 'Team <a@b.nl>' }],
    [[], {}],
  ])('are settings: %j', (argv, settings) => {
    expect(readStart(argv, { HOST: '::1' })).toEqual({ env: { HOST: '::1', ...settings } })
  })

  it('override the environment', () => {
    expect(readStart(['--port', '3000'], { PORT: '8787' })).toEqual({ env: { PORT: '3000' } })
  })

  it.each([
    [['--prot', '3000'], /no setting --prot.*npm start -- --port 3000/s],
    [['3000'], /no setting 3000/],
    [['-p', '3000'], /no setting -p/],
    [['--port'], /--port has no value. What it sets: port the server listens on/],
    [['--port', '--host', 'x'], /--port has no value/],
    [['--database-url', 'postgres://u:secret@h/d'], /^(?!.*secret).*Set DATABASE_URL/],
  ])('are refused with what to do: %j', (argv, message) => {
    expect(() => readStart(argv, {})).toThrow(message)
  })

  it('list every setting that they may name on demand', () => {
    const started = readStart(['--port', '1', '--help'], {})
    const help = 'help' in started ? started.help : ''
    const listed = SETTINGS.filter(({ name }) => name !== 'DATABASE_URL')
    for (const { meaning } of listed) expect(help).toContain(meaning)
    expect(help).not.toContain('--database-url')
    expect(help).toContain('--otel-exporter-otlp-endpoint ')
  })
})
