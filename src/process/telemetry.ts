import { AppError } from '../domain/errors.ts'
import type { Served } from '../engine/engine.ts'
import type { Happened, Observe } from '../server/guards/observe.ts'

interface TelemetryOptions {
  /** of the collector, without a slash at its end; `/v1/traces` and `/v1/metrics` are appended */
  readonly endpoint: string
  /** of the program */
  readonly version: string
  /** the current index; null while none is open */
  readonly served: () => Served | null
}

interface Telemetry {
  readonly observe: Observe
  /** Sends the remaining data. */
  close(): Promise<void>
}

/** The packages to install for telemetry. */
const PACKAGES = [
  '@opentelemetry/api',
  '@opentelemetry/exporter-metrics-otlp-http',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-metrics',
  '@opentelemetry/sdk-trace-base',
]

/** Milliseconds that a stopping server waits for the collector. */
const CLOSE_WITHIN = 2_000

/**
 * Reports requests to an OpenTelemetry collector, as spans and figures, through the official SDK.
 * Everything it reports is in `Happened`, which contains no word of a query, and no address. Throws
 * `invalid_setting` if the SDK is not installed: the program comes without it.
 */
export async function openTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const sdk = await load()
  const resource = sdk.resourceFromAttributes({
    'service.name': 'letterlijk',
    'service.version': options.version,
  })
  const traces = new sdk.BasicTracerProvider({
    resource,
    spanProcessors: [
      new sdk.BatchSpanProcessor(
        new sdk.OTLPTraceExporter({ url: `${options.endpoint}/v1/traces` }),
      ),
    ],
  })
  const figures = new sdk.MeterProvider({
    resource,
    readers: [
      new sdk.PeriodicExportingMetricReader({
        exporter: new sdk.OTLPMetricExporter({ url: `${options.endpoint}/v1/metrics` }),
      }),
    ],
  })
  const tracer = traces.getTracer('letterlijk', options.version)
  const meter = figures.getMeter('letterlijk', options.version)
  const durations = meter.createHistogram('http.server.request.duration', {
    unit: 's',
    description: 'Time from the arrival of a request until its answer was sent',
  })
  const asked = meter.createCounter('letterlijk.questions', {
    description: 'Questions by outcome; nothing_found ones are unanswered',
  })
  const verified = meter.createCounter('letterlijk.quote_checks', {
    description: 'Quotes checked, by verdict',
  })
  const refused = meter.createCounter('letterlijk.requests.refused', {
    description: 'Requests refused before any work, by reason',
  })
  for (const what of ['documents', 'answers', 'paragraphs'] as const) {
    meter
      .createObservableGauge(`letterlijk.index.${what}`, { description: `${what} in the index` })
      .addCallback((result) => result.observe(options.served()?.composer.index[what] ?? 0))
  }

  function tellOfRequest(request: Extract<Happened, { kind: 'request' }>): void {
    const { method, route, status, seconds } = request
    const attributes = {
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': status,
    }
    durations.record(seconds, attributes)
    const now = Date.now()
    const span = tracer.startSpan(`${method} ${route}`, {
      kind: sdk.SpanKind.SERVER,
      startTime: now - seconds * 1_000,
      attributes: { ...attributes, 'letterlijk.request_id': request.requestId },
    })
    if (status >= 500) span.setStatus({ code: sdk.SpanStatusCode.ERROR })
    span.end(now)
  }

  return {
    observe(happened) {
      switch (happened.kind) {
        case 'request':
          return tellOfRequest(happened)
        case 'asked':
          return asked.add(1, { outcome: happened.outcome })
        case 'verified':
          return verified.add(1, { verdict: happened.verdict })
        case 'refused':
          return refused.add(1, { reason: happened.reason })
      }
    },
    async close() {
      let timer
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_WITHIN)))
      // A missing collector is no reason not to stop.
      const ended = Promise.allSettled([traces.shutdown(), figures.shutdown()])
      await Promise.race([ended, late])
      clearTimeout(timer)
    },
  }
}

async function load() {
  try {
    const [api, resources, metrics, tracing, spans, figures] = await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-metrics'),
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/exporter-metrics-otlp-http'),
    ])
    return { ...api, ...resources, ...metrics, ...tracing, ...spans, ...figures }
  } catch (cause) {
    throw new AppError(
      'invalid_setting',
      'OTEL_EXPORTER_OTLP_ENDPOINT needs the OpenTelemetry SDK, which is not installed. Run ' +
        `\`npm install --no-save ${PACKAGES.join(' ')}\`, or leave the setting out.`,
      { cause },
    )
  }
}
