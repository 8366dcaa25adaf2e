/** An error and what caused it, outermost first; one that is its own cause comes to an end too. */
export function* causesOf(error: unknown): Generator<object> {
  for (let at = error, deep = 0; typeof at === "object" && at !== null && deep < 10; deep++) {
    yield at;
    at = "cause" in at ? at.cause : null;
  }
}
