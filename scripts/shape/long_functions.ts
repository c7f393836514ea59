import ts from "typescript";

export interface LongFunction {
  readonly name: string;
  readonly path: string;
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly lines: number;
}

/** Functions, methods and closures of more than `limit` lines, with all that is inside them. */
export function longFunctions(
  path: string,
  code: string,
  { limit }: { readonly limit: number },
): readonly LongFunction[] {
  const kind = path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(
    path,
    code,
    ts.ScriptTarget.Latest,
    true,
    kind,
  );
  const found: LongFunction[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      const first = lineOf(file, node.getStart(file));
      const lines = lineOf(file, node.getEnd()) - first + 1;
      if (lines > limit) {
        found.push({ name: nameOf(node, file), path, line: first, lines });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line + 1;
}

/** The function's own name, or that of its constant, property or call. */
function nameOf(node: ts.SignatureDeclaration, file: ts.SourceFile): string {
  if (node.name) return node.name.getText(file);
  if (ts.isConstructorDeclaration(node)) return "constructor";
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) {
    return parent.name.getText(file);
  }
  if (ts.isCallExpression(parent)) {
    return `in ${parent.expression.getText(file).split("\n")[0]}()`;
  }
  return "unnamed";
}
