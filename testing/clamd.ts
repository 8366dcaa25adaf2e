import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** How the stand-in answers what is asked of it next. */
export type ClamdFault =
  | "none"
  | "silent"
  | "reset"
  | "nonsense"
  | "endless"
  | "full"
  | "unknown"
  | "wordy";

/** ClamAV's own file for tests, which every scanner finds; in two halves, so that none finds it here. */
export const eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

/**
 * A stand-in for ClamAV's daemon on loopback: `zINSTREAM` as its manual describes it, with a limit of
 * size, and with faults.
 */
export async function startClamd({ most = 25 * 1024 * 1024 } = {}) {
  const state: { fault: ClamdFault; scanned: Buffer[] } = { fault: "none", scanned: [] };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    let held = Buffer.alloc(0);
    let answered = false;
    const say = (text: string) => {
      answered = true;
      socket.end(`${text}\0`);
    };
    socket.on("data", (piece) => {
      if (answered) return;
      if (state.fault === "reset") return void socket.resetAndDestroy();
      if (state.fault === "nonsense") return say("HTTP/1.1 200 OK");
      if (state.fault === "endless") return void socket.write("x".repeat(100_000));
      if (state.fault === "unknown") return say("UNKNOWN COMMAND");
      held = Buffer.concat([held, piece]);
      const found = streamIn(held);
      if (found === "wrong") return say("UNKNOWN COMMAND");
      if (state.fault === "full" || found.bytes.length > most)
        return say("INSTREAM size limit exceeded. ERROR");
      if (!found.ended || state.fault === "silent") return;
      state.scanned.push(found.bytes);
      if (state.fault === "wordy") return say(`stream: ${"Long.".repeat(100)}Name FOUND`);
      say(found.bytes.includes(eicar) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK");
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    address: `tcp://127.0.0.1:${port}`,
    state,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function streamIn(held: Buffer): { bytes: Buffer; ended: boolean } | "wrong" {
  const asked = "zINSTREAM\0";
  if (held.length < asked.length) return { bytes: Buffer.alloc(0), ended: false };
  if (held.toString("latin1", 0, asked.length) !== asked) return "wrong";
  const pieces: Buffer[] = [];
  for (let at = asked.length; at + 4 <= held.length;) {
    const length = held.readUInt32BE(at);
    if (length === 0) return { bytes: Buffer.concat(pieces), ended: true };
    pieces.push(held.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { bytes: Buffer.concat(pieces), ended: false };
}
