/** Somebody asked the run to wait or to stop, or another worker is at it. */
export class Halt extends Error {
  override name = "Halt";
}
