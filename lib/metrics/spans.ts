/** What a span says: few words of ours, never what somebody typed, an address or a parameter. */
export type SpanWords = Record<string, string | number>;
export type SpanKind = "server" | "client" | "consumer";
/** A span that has begun; it ends once. */
export type OpenSpan = { end(words?: SpanWords, failed?: boolean): void };

/** Tells a collector of spans (O16); there where one is told of in the settings. */
export type Spans = {
  /** Begins the span of the request or job that runs now: those that follow are parts of it. */
  begin(name: string, kind: SpanKind, words: SpanWords): OpenSpan;
  /** Runs `work` as a span of its own. */
  run<T>(name: string, kind: SpanKind, words: SpanWords, work: () => Promise<T>): Promise<T>;
};

/** One for the process: pages, front and routes are built apart. */
const place = globalThis as { ownSpans?: Spans };

export function setSpans(spans: Spans): void {
  place.ownSpans = spans;
}

/** Begins the span of what runs now; undefined, and nothing is done, where nobody is told. */
export function beginSpan(name: string, kind: SpanKind, words: SpanWords): OpenSpan | undefined {
  return place.ownSpans?.begin(name, kind, words);
}

/** Runs `work`, as a span where somebody is told. Throws what it throws. */
export function inSpan<T>(
  name: string,
  kind: SpanKind,
  words: SpanWords,
  work: () => Promise<T>,
): Promise<T> {
  return place.ownSpans ? place.ownSpans.run(name, kind, words, work) : work();
}
