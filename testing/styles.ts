/** In tests every class of a CSS module is called as it is written. */
const names: Record<string, string> = new Proxy(
  {},
  { get: (_, name) => (name === "__esModule" ? false : String(name)) },
);

export default names;
