import type { Telemetry } from 'bullmq';

/** Loads bullmq-otel, which the user installs together with an OpenTelemetry SDK. @throws Error when it is missing. */
export async function loadTelemetry(): Promise<Telemetry> {
  const name = 'bullmq-otel';
  const module = (await import(name).catch(() => {
    throw new Error('CHOKEPOINT_TRACE needs the package bullmq-otel: npm install bullmq-otel');
  })) as { BullMQOtel: new (name: string) => Telemetry };
  return new module.BullMQOtel('chokepoint');
}
