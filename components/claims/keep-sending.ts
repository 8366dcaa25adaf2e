import { sendFile, type Sending } from "./send-file";

/** So long it waits before it tries again, where the browser says that there is a connection; then it gives up. */
const PAUSES = [1_000, 3_000, 10_000, 30_000];

type Hearing = {
  progress: (share: number) => void;
  /** The connection is gone; it goes on by itself. */
  waits: () => void;
};

/**
 * K11: sends a file, and again where the connection broke: once the browser has one again, or a little later. What arrived
 * though its answer was lost is not taken twice: the server says so.
 */
export function keepSending(action: string, file: File, { progress, waits }: Hearing): Sending {
  const stop = new AbortController();
  let sending: Sending | null = null;
  const tryAll = async () => {
    for (let tried = 0; ;) {
      sending = sendFile(action, file, progress);
      const wrong = await sending.ended;
      const pause = PAUSES[tried];
      if (wrong !== "lost" || pause === undefined) return wrong;
      waits();
      // Without a connection it costs nothing to wait.
      if (navigator.onLine) tried += 1;
      await Promise.race([online(stop.signal), navigator.onLine ? after(pause) : never]);
      if (stop.signal.aborted) return "aborted";
    }
  };
  const abort = () => {
    stop.abort();
    sending?.abort();
  };
  return { ended: tryAll(), abort };
}

const never = new Promise<void>(() => undefined);

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** The browser has a connection again, or nobody waits for it any more. */
function online(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener("online", () => resolve(), { once: true, signal });
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
