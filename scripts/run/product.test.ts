import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { untilReady } from "./product";

test.each(["127.0.0.1", "0.0.0.0", "localhost", "::1", "::"])(
  "listening on %s, the web server is found ready",
  async (host) => {
    const server = createServer((_request, response) => response.end("ready"));
    await new Promise<void>((listening) => server.listen(0, host, listening));
    const { port } = server.address() as AddressInfo;
    let tries = 0;
    try {
      await expect(untilReady(host, port, () => (tries += 1) > 5)).resolves.toBeUndefined();
      expect(tries).toBe(1);
    } finally {
      await new Promise((closed) => server.close(closed));
    }
  },
);
