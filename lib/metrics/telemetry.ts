/** The standard settings of OpenTelemetry that say where to: without one of them nothing is loaded, begun or counted. */
const places = [
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
  "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
];

/**
 * Tells a collector of traces and figures (O16), over OTLP as JSON by HTTP, where the standard settings name one.
 * @param service which process this is; `OTEL_SERVICE_NAME` stands before it
 * @param before brings figures up to date that are only read when they are told
 * @returns tells what is left, and ends it
 */
export async function startTelemetry(
  service: string,
  before: () => Promise<void>,
): Promise<() => Promise<void>> {
  const { env } = process;
  if (env.OTEL_SDK_DISABLED === "true" || !places.some((name) => env[name]?.trim()))
    return () => Promise.resolve();
  const { openTelemetry } = await import("./otlp");
  return openTelemetry(service, before);
}
