import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";

export type Answer = { status: number; body: Buffer; milliseconds: number };
export type Asking = {
  port: number;
  path: string;
  headers?: Record<string, string>;
  body?: string;
};

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** One request; the time runs from sending to the last byte. */
export function ask({ port, path, headers = {}, body }: Asking): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const sent = request(
      {
        agent,
        host: "127.0.0.1",
        port,
        path,
        method: body === undefined ? "GET" : "POST",
        headers,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks),
            milliseconds: performance.now() - began,
          });
        });
      },
    );
    sent.on("error", (error) => {
      // A connection that had a pause may be closed by the server just now: then a new one is asked.
      if (sent.reusedSocket && body === undefined) resolve(ask({ port, path, headers }));
      else reject(error);
    });
    sent.end(body);
  });
}

/** Runs `count` requests, `parallel` at a time, and gives their times. Throws at a wrong status. */
export async function load(
  next: (n: number) => Asking,
  { count, parallel, expect = 200 }: { count: number; parallel: number; expect?: number },
): Promise<number[]> {
  const times: number[] = [];
  let n = 0;
  const worker = async () => {
    while (n < count) {
      const asking = next(n++);
      const { status, milliseconds } = await ask(asking);
      if (status !== expect) throw new Error(`${asking.path} answered ${status.toString()}`);
      times.push(milliseconds);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return times;
}

/** Asks for so many pages a second, whatever the ones before take, and gives their times. Throws at a wrong status. */
export async function paced(
  next: (n: number) => Asking,
  { perSecond, seconds, expect = 200 }: { perSecond: number; seconds: number; expect?: number },
): Promise<number[]> {
  return Promise.all(
    Array.from({ length: perSecond * seconds }, async (_, n) => {
      await sleep((n * 1_000) / perSecond);
      const asking = next(n);
      const { status, milliseconds } = await ask(asking);
      if (status !== expect) throw new Error(`${asking.path} answered ${String(status)}`);
      return milliseconds;
    }),
  );
}

/** Size of a page: as sent, compressed, and of the scripts that it names (compressed). */
export async function sizes(
  asking: Asking,
): Promise<{ html: number; gzip: number; scripts: number; requests: number }> {
  const { body } = await ask(asking);
  const html = body.toString("utf8");
  const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map((match) => match[1] ?? "");
  const styles = [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]*>/g)];
  let bytes = 0;
  for (const src of new Set(scripts)) {
    bytes += gzipSync((await ask({ port: asking.port, path: src })).body).length;
  }
  return {
    html: body.length,
    gzip: gzipSync(body).length,
    scripts: bytes,
    requests: 1 + new Set(scripts).size + styles.length,
  };
}
