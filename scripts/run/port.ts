import { createServer } from "node:net";
import { say } from "./settings";

/** The port that was asked for, or the usual one, or the next free one after that. */
export async function choosePort(
  host: string,
  wanted: number | undefined,
  usual = 3000,
): Promise<number> {
  const first = wanted ?? usual;
  if (await free(host, first)) return first;
  if (wanted !== undefined) {
    throw new Error(`Port ${wanted} is taken by another program. Choose another one with PORT=…`);
  }
  for (let port = first + 1; port < first + 100; port++) {
    if (await free(host, port)) {
      say(`Port ${first} is taken by another program: using ${port}.`);
      return port;
    }
  }
  throw new Error(`No free port from ${first} on. Choose one with PORT=…`);
}

function free(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
