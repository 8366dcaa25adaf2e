import path from "node:path";
import ts from "typescript";
import { say } from "./run/settings";

type Fault = { file: string; line: number; says: string };

/**
 * Where the pages of a project show a code as it is: a value whose type is a list of codes is never
 * itself what people read.
 * @param pages which of its files to look at
 */
export function rawCodes(program: ts.Program, pages: string[]): Fault[] {
  const checker = program.getTypeChecker();
  return pages.flatMap((file) => {
    const source = program.getSourceFile(file);
    if (!source) throw new Error(`${file} cannot be read.`);
    const found: Fault[] = [];
    const look = (node: ts.Node): void => {
      if (isShown(node) && node.expression && !ts.isStringLiteralLike(node.expression)) {
        const codes = codesOf(checker.getTypeAtLocation(node.expression));
        const says = `This shows a code (${codes.join(", ")}). Tell it in words, from messages.`;
        if (codes.length > 0) found.push({ file, line: lineOf(source, node.getStart()), says });
      }
      ts.forEachChild(node, look);
    };
    look(source);
    return found;
  });
}

/** Where a page or handler takes what its route does not give, by the types that `next typegen` wrote. */
function wrongRoutes(program: ts.Program, routes: string): Fault[] {
  const source = program.getSourceFile(routes);
  if (!source) throw new Error(`${routes} is not there: run \`next typegen\` first.`);
  return program.getSemanticDiagnostics(source).map(({ start, messageText }) => ({
    file: routes,
    line: lineOf(source, start ?? 0),
    says: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
}

/** A project's compiler options, for some of its files. */
export function openProject(project: string, files: (all: string[]) => string[]) {
  const read = ts.readConfigFile(project, (file) => ts.sys.readFile(file));
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    read.config,
    ts.sys,
    path.resolve(path.dirname(project)),
  );
  const wanted = files(fileNames.map((file) => path.resolve(file)));
  return { files: wanted, program: ts.createProgram(wanted, options) };
}

const lineOf = (source: ts.SourceFile, at: number) =>
  source.getLineAndCharacterOfPosition(at).line + 1;

/** `{…}` between tags; within a tag it is a property. */
const isShown = (node: ts.Node): node is ts.JsxExpression =>
  ts.isJsxExpression(node) && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent));

const codesOf = (type: ts.Type): string[] =>
  (type.isUnion() ? type.types : [type])
    .filter((part) => part.isStringLiteral())
    .map(({ value }) => value)
    .filter((value) => /^[a-z][a-z0-9_.-]*$/.test(value));

/** `npm run check:pages`: what only the types of pages tell. Ends with 1 when something is found. */
if (require.main === module) {
  const routes = path.resolve(".next/types/validator.ts");
  const folders = ["app", "components", "emails"].map((name) => path.resolve(name) + path.sep);
  const { files, program } = openProject("tsconfig.json", (all) =>
    all.filter((file) => file === routes || folders.some((one) => file.startsWith(one))),
  );
  const pages = files.filter((file) => file !== routes);
  const faults = [...rawCodes(program, pages), ...wrongRoutes(program, routes)];
  for (const { file, line, says } of faults) say(`${path.relative("", file)}:${line} ${says}`);
  process.exit(faults.length === 0 ? 0 : 1);
}
