import { workspace } from "vscode";
import { textIn, neededText } from "./toolInput";
import { type Input, type ToolParts, ToolRefusal } from "./toolParts";
import { workspaceFile } from "./workspaceFile";

const largest = 20_000_000;
const mostFindings = 40;

/** What is wrong with a data file, line by line. */
export async function checkFile({ dataFiles }: ToolParts, input: Input, signal: AbortSignal): Promise<unknown> {
  const path = neededText(input, "file");
  const uri = await workspaceFile(path);
  const type = textIn(input, "type");
  const desk = await dataFiles.desk();
  const { findings, summary } = await desk.read(uri, { signal, ...(type !== undefined && { type }) });
  const { type: found, rows, first, last, periodicity, layout, errorCount, warningCount } = summary;
  return {
    file: path,
    summary: { type: found, rows, first, last, periodicity, layout, errorCount, warningCount },
    findings: findings.slice(0, mostFindings).map(({ severity, rule, message, cell, span }) => ({
      severity,
      rule,
      ...(cell === undefined ? { line: span.startLine + 1, character: span.startCharacter + 1 } : { cell }),
      message,
    })),
  };
}

/** What is wrong with a graph in the schema of the sandbox. */
export async function checkGraph(input: Input): Promise<unknown> {
  const path = neededText(input, "file");
  const text = new TextDecoder().decode(await contents(await workspaceFile(path)));
  const { checkSandboxGraph } = await import("../../graphs/sandboxSchemaCheck");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ToolRefusal(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const check = checkSandboxGraph(value);
  if (check.ok) return { file: path, level: check.level, findings: [] };
  return { file: path, findings: check.findings.slice(0, mostFindings), count: check.findings.length };
}

/** The columns of a file type, or what types there are. */
export async function describeFormat(input: Input): Promise<unknown> {
  const { SPECIFIED_TYPES, UNSPECIFIED_TYPES, fileTypeSpec } = await import("../../dataFiles/fileTypes");
  const rules =
    "CSV, comma-separated, UTF-8, decimal point, ISO dates (YYYY-MM-DD), one row for each period and combination of dimensions.";
  const type = textIn(input, "type");
  if (type === undefined) return { rules, types: SPECIFIED_TYPES, withoutDocumentedColumns: UNSPECIFIED_TYPES };
  const { columns, complete, periodic } = fileTypeSpec(type);
  return { rules, type, columns, furtherColumnsAllowed: !complete, datesAreStartsOfPeriods: periodic };
}

async function contents(uri: Parameters<typeof workspace.fs.stat>[0]): Promise<Uint8Array> {
  const { size } = await workspace.fs.stat(uri);
  if (size > largest)
    throw new ToolRefusal("The graph is too large to be checked here. Ask the user to open it in the graph editor.");
  return workspace.fs.readFile(uri);
}
