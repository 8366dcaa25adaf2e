import { AsyncLocalStorage } from "node:async_hooks";

/** What the handlers behind the front can tell it about their answer. */
export type Answer = {
  status?: number;
  /** Code of ours ran; a fault before that is the request's own. */
  reached?: boolean;
  /** Parts of the page that its document holds as HTML; where it is to be data alone, none can be there. */
  pieces?: string[];
};

/** One for the process: the front and the pages are built apart. */
const place = globalThis as { frontAnswer?: AsyncLocalStorage<Answer> };
export const answers = (place.frontAnswer ??= new AsyncLocalStorage<Answer>());

/** Says that code of ours runs for this request. */
export function reached(): void {
  const answer = answers.getStore();
  if (answer) answer.reached = true;
}

/** Says which status this request's answer has if it ends in an error page: 503 for what passes. */
export function answerWith(status: number): void {
  const answer = answers.getStore();
  if (answer) answer.status = status;
}
