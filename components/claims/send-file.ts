export type Sending = {
  /** Null when the file was taken; else `aborted`, `lost`, or the server's words about it. */
  ended: Promise<string | null>;
  abort: () => void;
};

/** Sends one file as a form would. `fetch` tells no progress of what it sends, so that this does. */
export function sendFile(action: string, file: File, progress: (share: number) => void): Sending {
  const request = new XMLHttpRequest();
  const ended = new Promise<string | null>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(answerOf(request.responseText));
    request.onerror = () => resolve("lost");
    request.onabort = () => resolve("aborted");
  });
  const form = new FormData();
  form.append("files", file);
  request.open("POST", action);
  request.setRequestHeader("Accept", "application/json");
  request.send(form);
  return { ended, abort: () => request.abort() };
}

function answerOf(text: string): string | null {
  try {
    const answer: unknown = JSON.parse(text);
    const wrong = errorOf(answer);
    if (wrong !== undefined) return wrong;
    const [first] = (answer as { files: unknown[] }).files;
    const said = errorOf(first);
    return said === undefined ? "lost" : said;
  } catch {
    return "lost";
  }
}

function errorOf(answer: unknown): string | null | undefined {
  if (typeof answer !== "object" || answer === null || !("error" in answer)) return undefined;
  return typeof answer.error === "string" ? answer.error : null;
}
