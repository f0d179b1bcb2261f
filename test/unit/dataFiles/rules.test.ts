import assert from "node:assert/strict";
import { findingText } from "../../../src/dataFiles/findings";
import { type SeverityProfile } from "../../../src/dataFiles/rule";
import { RULE_IDS, RULES, type RuleId } from "../../../src/dataFiles/rules";
import { readWholeFile } from "../../support/readWholeFile";

const SALES = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit";
const weeks = (...rows: string[]) => [SALES, ...rows.map((row) => `SWE,all,all,${row}`)].join("\n");
const good = ["2024-01-08,Health,1,2", "2024-01-15,Health,1,2", "2024-01-22,Health,1,2"];

/** A file that breaks one rule alone. */
const BREAKING: Partial<Record<RuleId, string | Uint8Array>> = {
  encoding: Buffer.from(weeks(...good).replaceAll("Health", "H\u00e4lsa"), "latin1"),
  raggedRow: weeks(...good, "2024-01-29"),
  strayQuote: weeks(...good, '2024-01-29,a "b,1,2'),
  openQuote: weeks(...good, '2024-01-29,Health,1,"2'),
  missingColumn: weeks(...good)
    .split("\n")
    .map((line) => line.replace(/,[^,]*$/, ""))
    .join("\n"),
  headerSpelling: weeks(...good).replace("UnitsSold", "unitssold"),
  duplicateColumn: weeks(...good)
    .split("\n")
    .map((line) => `${line},${line.split(",")[6] ?? ""}`)
    .join("\n"),
  unknownColumn: weeks(...good)
    .split("\n")
    .map((line) => `${line},x`)
    .join("\n"),
  missingValue: weeks(...good, "2024-01-29,,1,2"),
  spaces: weeks(...good, "2024-01-29, Health,1,2"),
  controlCharacter: weeks(...good.map((row) => row.replace("Health", "He\u0000lth"))),
  country: weeks(...good).replaceAll("SWE", "se"),
  unknownCountry: weeks(...good).replaceAll("SWE", "XQZ"),
  characters: weeks(...good).replaceAll("all,all", "all,A&B"),
  date: weeks(...good, "01/07/2018,Health,1,2"),
  periodStart: weeks("2018-01-09,Health,1,2", "2018-01-16,Health,1,2"),
  sundayWeek: weeks("2018-01-07,Health,1,2", "2018-01-14,Health,1,2"),
  separatorLine: `sep=,\n${weeks(...good)}`,
  number: weeks(...good, "2024-01-29,Health,many,2"),
  thousandsPeriod: weeks(
    ...[
      "2024-01-08,Health,1.234,2",
      "2024-01-15,Health,12.000,2",
      "2024-01-22,Health,999,2",
      "2024-01-29,Health,1.001,2",
    ],
  ),
  decimalComma: weeks(...good, '2024-01-29,Health,"3,14",2'),
  negative: weeks(...good, "2024-01-29,Health,-1,2"),
  duplicateRow: weeks(...good, "2024-01-22,Health,1,2"),
  gap: weeks(...good, "2024-02-12,Health,1,2"),
};

/** What the choices of the emulated platform say: refused in strict-data, in documented, in lenient-data. */
const REFUSED: Readonly<Record<string, readonly RuleId[]>> = {
  "documented and strict-data": [
    ...(["encoding", "raggedRow", "strayQuote", "openQuote", "missingColumn", "headerSpelling"] as const),
    ...([
      "duplicateColumn",
      "missingValue",
      "controlCharacter",
      "country",
      "characters",
      "date",
      "periodStart",
    ] as const),
    ...(["number", "decimalComma", "duplicateRow", "separatorLine"] as const),
  ],
  "strict-data alone": ["unknownColumn", "unknownCountry", "sundayWeek", "gap"],
  "no profile": ["spaces", "negative", "thousandsPeriod"],
};

const severities = async (rule: RuleId, severity: SeverityProfile) => {
  const { findings } = await readWholeFile(BREAKING[rule] ?? "", { type: "Sales", severity });
  const found = findings.find((finding) => finding.rule === rule);
  assert.ok(found, `${rule}: ${findings.map(findingText).join(" | ")}`);
  const others = findings.filter((finding) => finding.rule !== rule && finding.severity === "error");
  assert.deepEqual(others.map(findingText), [], `${rule} in ${severity}`);
  return found.severity;
};

describe("rules", () => {
  it("say what they check, what is expected, and where that comes from", () => {
    for (const id of RULE_IDS) {
      const { words, source, severity } = RULES[id];
      const { sentence, expected, basis } = words();
      assert.match(sentence, /^[A-Z].*\.$/, id);
      assert.match(expected, /^[A-Z].*\.$/, id);
      assert.ok(basis.length > 8 && ["platform", "caution"].includes(source), id);
      if (severity["lenient-data"] === "error") assert.equal(severity.documented, "error", id);
      if (severity.documented === "error") assert.equal(severity["strict-data"], "error", id);
    }
  });

  for (const [profile, rules] of Object.entries(REFUSED)) {
    for (const rule of rules) {
      it(`refuse a file for ${rule} in ${profile}`, async () => {
        const strict = profile === "no profile" ? "warning" : "error";
        const documented = profile === "documented and strict-data" ? "error" : "warning";
        assert.deepEqual(
          [await severities(rule, "strict-data"), await severities(rule, "documented")],
          [strict, documented],
        );
        assert.equal(await severities(rule, "lenient-data"), "warning");
      });
    }
  }

  it("take three decimals for thousands only where nothing speaks against it", async () => {
    for (const units of ["1.5", "0.123", "1234", "1234.567"]) {
      const { summary } = await readWholeFile(
        `${BREAKING.thousandsPeriod as string}\nSWE,all,all,2024-02-05,Health,${units},2`,
      );
      assert.equal(summary.ruleCounts.thousandsPeriod, undefined, units);
    }
  });

  it("take a single one for thousands where a comma stands in another number", async () => {
    const file = (price: string) => weeks(`2024-01-08,Health,1.234,${price}`, "2024-01-15,Health,7,2");
    const counts = async (price: string) => (await readWholeFile(file(price))).summary.ruleCounts.thousandsPeriod;
    assert.deepEqual([await counts("2.5"), await counts('"2,5"')], [undefined, 1]);
  });

  it("tell all of a file with another separator, and read a file below a line that names the comma", async () => {
    const german = `sep=;\n${weeks(...good, '2024-01-29,Health,"3,14",x')}`
      .replaceAll('"3,14"', "3~14")
      .replaceAll(",", ";")
      .replace("~", ",");
    const { summary, findings } = await readWholeFile(german);
    assert.deepEqual(
      findings.map(({ rule, line, column }) => `${rule} ${String(line)}:${String(column)}`),
      ["separatorLine 1:1", "separator 2:1", "decimalComma 6:6", "number 6:7"],
    );
    assert.deepEqual([summary.type, summary.rows], ["Sales", 4]);
    const named = await readWholeFile(BREAKING.separatorLine ?? "");
    assert.deepEqual([named.summary.rows, named.summary.errorCount], [3, 1]);
  });

  it("let nothing of a lenient file pass that cannot be read at all", async () => {
    const unreadable: [string, RuleId][] = [
      ["", "emptyFile"],
      [SALES, "emptyFile"],
      [weeks("yesterday,Health,1,2"), "emptyFile"],
      [weeks(...good).replaceAll(",", ";"), "separator"],
      [weeks(...good).replace("Date", "When"), "missingColumn"],
    ];
    for (const [content, rule] of unreadable) {
      const { findings } = await readWholeFile(content, { type: "Sales", severity: "lenient-data" });
      assert.ok(
        findings.some((finding) => finding.rule === rule && finding.severity === "error"),
        `${rule}: ${findings.map(findingText).join(" | ")}`,
      );
    }
  });

  it("read what a lenient file has, with what is missing left open", async () => {
    const { batches, summary } = await readWholeFile(BREAKING.missingColumn ?? "", {
      type: "Sales",
      severity: "lenient-data",
    });
    assert.deepEqual([summary.errorCount, summary.rows], [0, 3]);
    const price = batches[0]?.columns.find(({ name }) => name === "PricePerUnit");
    assert.deepEqual(price?.kind === "measure" && [...price.values], [NaN, NaN, NaN]);
  });

  it("tell a name that is not in the list, and check its common columns", async () => {
    const content = "Country,Date,Mood\nse,2024-01-08,good";
    const severity = async (profile: SeverityProfile) => {
      const { findings, summary } = await readWholeFile(content, { type: "Moods", severity: profile });
      assert.deepEqual([summary.type, summary.specified], ["Moods", false]);
      return findings.map((finding) => `${finding.rule} ${finding.severity}`);
    };
    assert.deepEqual(await severity("strict-data"), ["unknownType error", "country error"]);
    assert.deepEqual(await severity("documented"), ["unknownType warning", "country error"]);
    assert.deepEqual(await severity("lenient-data"), ["unknownType warning", "country warning"]);
  });

  it("tell a file that was given another type than its header shows", async () => {
    const media = "Country,Region,Grouping,Date,Product,Media,Campaign,Metric,Value";
    const { findings } = await readWholeFile(`${media}\nSWE,all,all,2024-01-08,all,TV,all,Investment,1`, {
      type: "Sales",
    });
    const found = findings.find(({ rule }) => rule === "otherType");
    assert.equal(found?.message, "The names are those of a Media file, not of a Sales file.");
  });
});
