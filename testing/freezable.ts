import { createServer, connect, type AddressInfo, type Socket } from "node:net";

/** A way to the server of this address on which it can fall silent, as one does whose machine stands still. */
export async function startFreezable(url: string) {
  const { hostname, port } = new URL(url);
  const answers = new Set<Socket>();
  let frozen = false;
  const server = createServer((client) => {
    const behind = connect(Number(port), hostname);
    answers.add(behind);
    client.pipe(behind).pipe(client);
    if (frozen) behind.unpipe(client);
    for (const end of [client, behind]) {
      end.on("error", () => undefined);
      end.on("close", () => {
        client.destroy();
        behind.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.toString(),
    freeze() {
      frozen = true;
      for (const behind of answers) behind.unpipe();
    },
    async close() {
      for (const behind of answers) behind.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
