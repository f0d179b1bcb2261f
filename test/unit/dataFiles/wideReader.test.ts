import assert from "node:assert/strict";
import { type FileType } from "../../../src/dataFiles/fileTypes";
import { findingText } from "../../../src/dataFiles/findings";
import { type RuleId } from "../../../src/dataFiles/rules";
import { readWholeFile, rowsOf } from "../../support/readWholeFile";

const SALES = [
  "Country,SWE,SWE,SWE,SWE",
  "Region,all,all,all,all",
  "Product,Health,Life,Health,Life",
  "Grouping,all,all,all,all",
  "Metric,UnitsSold,UnitsSold,PricePerUnit,PricePerUnit",
  "2018-01-08,292,1489,362.97,1990.81",
  "2018-01-15,300,1500,362.97,1990.81",
].join("\n");

const EVENTS = [
  "Country,SWE,UKR,SWE,UKR",
  "Region,all,all,all,all",
  "Event,Website down,Strike,Website down,Strike",
  "Grouping,all,all,all,all",
  "Metric,StartDate,StartDate,EndDate,EndDate",
].join("\n");

/** The same data in both layouts. */
const SAME: readonly { readonly type: FileType; readonly wide: string; readonly long: string }[] = [
  {
    type: "Sales",
    wide: SALES,
    long: `Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit
SWE,all,all,2018-01-08,Health,292,362.97
SWE,all,all,2018-01-08,Life,1489,1990.81
SWE,all,all,2018-01-15,Health,300,362.97
SWE,all,all,2018-01-15,Life,1500,1990.81`,
  },
  {
    type: "Distribution",
    wide: "Country,SWE,SWE\nRegion,all,all\nProduct,Health,Life\nChannel,Agents,Agents\nGrouping,all,all\n2018-01-08,90,80",
    long: "Country,Region,Grouping,Date,Product,Channel,Value\nSWE,all,all,2018-01-08,Health,Agents,90\nSWE,all,all,2018-01-08,Life,Agents,80",
  },
  {
    type: "Media",
    wide: "Country,SWE,SWE\nRegion,all,all\nProduct,all,all\nMedia,Facebook,Facebook\nCampaign,all,all\nGrouping,all,all\nMetric,Investment,Impression\n2018-01-08,1200.5,84000",
    long: "Country,Region,Grouping,Date,Product,Media,Campaign,Metric,Value\nSWE,all,all,2018-01-08,all,Facebook,all,Investment,1200.5\nSWE,all,all,2018-01-08,all,Facebook,all,Impression,84000",
  },
  {
    type: "Events",
    wide: `${EVENTS}\n,2018-01-08,2019-10-21,2018-01-10,2019-10-24`,
    long: "Country,Region,Grouping,StartDate,EndDate,Event\nSWE,all,all,2018-01-08,2018-01-10,Website down\nUKR,all,all,2019-10-21,2019-10-24,Strike",
  },
  {
    type: "Macro",
    wide: "Country,SWE,SWE\nRegion,all,all\nIndicator,Unemployment,CCI\nGrouping,all,all\n2018-01-08,0.2123493,108.1410075",
    long: "Country,Region,Grouping,Date,Indicator,Value\nSWE,all,all,2018-01-08,Unemployment,0.2123493\nSWE,all,all,2018-01-08,CCI,108.1410075",
  },
  {
    type: "Visits",
    wide: "Country,SWE,SWE\nRegion,all,all\nChannel,Direct,Email\nGrouping,all,all\n2018-01-08,104596,7",
    long: "Country,Region,Grouping,Date,Channel,Visits\nSWE,all,all,2018-01-08,Direct,104596\nSWE,all,all,2018-01-08,Email,7",
  },
  {
    type: "Competitor Price",
    wide: "Country,SWE\nRegion,all\nProduct,Health\nGrouping,all\nCompetitor,Competitor1\n2018-01-08,294.002",
    long: "Country,Region,Grouping,Date,Competitor,Product,PricePerUnit\nSWE,all,all,2018-01-08,Competitor1,Health,294.002",
  },
  {
    type: "Competitor Distribution",
    wide: "Country,SWE\nRegion,all\nProduct,Health\nChannel,Agents\nGrouping,all\nCompetitor,Competitor1\n2018-01-08,90",
    long: "Country,Region,Grouping,Date,Product,Competitor,Channel,Value\nSWE,all,all,2018-01-08,Health,Competitor1,Agents,90",
  },
];

interface BadFile {
  readonly what: string;
  readonly type: FileType;
  readonly content: string;
  readonly finding: readonly [RuleId, number, number, string];
}

const BAD_FILES: readonly BadFile[] = [
  {
    what: "a number that is none",
    type: "Sales",
    content: SALES.replace("1489", "many"),
    finding: ["number", 6, 3, '"many" is not a number, in UnitsSold.'],
  },
  {
    what: "a date that is none",
    type: "Sales",
    content: SALES.replace("2018-01-15", "15.01.2018"),
    finding: ["date", 7, 1, "such as 2018-01-15."],
  },
  {
    what: "a date twice",
    type: "Sales",
    content: SALES.replace("2018-01-15", "2018-01-08"),
    finding: ["duplicateRow", 7, 1, "Lines 6 and 7 have the same date, 2018-01-08."],
  },
  {
    what: "a series twice",
    type: "Sales",
    content: SALES.replace("Health,Life,Health,Life", "Health,Health,Health,Life"),
    finding: ["duplicateRow", 1, 3, "Columns 2 and 3 are about the same: SWE, Health, UnitsSold."],
  },
  {
    what: "a series without its price",
    type: "Sales",
    content: SALES.replace("Health,Life,Health,Life", "Health,Life,Health,House"),
    finding: ["missingColumn", 1, 3, "SWE, Life: there is no column with the metric PricePerUnit."],
  },
  {
    what: "a metric nobody knows",
    type: "Sales",
    content: SALES.replace("UnitsSold,Price", "Units,Price"),
    finding: [
      "metric",
      5,
      3,
      '"Units" is not a metric of a Sales file. The metrics are UnitsSold, PricePerUnit, Profit',
    ],
  },
  {
    what: "a missing row Metric",
    type: "Sales",
    content: SALES.replace(/Metric.*\n/, ""),
    finding: [
      "missingColumn",
      1,
      1,
      "The row Metric is missing. In the wide layout a Sales file needs the rows Country,",
    ],
  },
  {
    what: "a missing row Country",
    type: "Sales",
    content: SALES.replace(/Country.*\n/, ""),
    finding: ["missingColumn", 1, 1, "The row Country is missing."],
  },
  {
    what: "a missing row Country where the printed sample lacks it",
    type: "Competitor Price",
    content: "Region,all\nProduct,Health\nGrouping,all\nCompetitor,Competitor1\n2018-01-08,294.002",
    finding: ["countryRow", 1, 1, "The row Country is missing"],
  },
  {
    what: "a row name in another case",
    type: "Sales",
    content: SALES.replace("Product", "product"),
    finding: ["headerSpelling", 3, 1, 'The row name is "product". Write it exactly as Product.'],
  },
  {
    what: "a row the type does not have",
    type: "Sales",
    content: SALES.replace("Metric", "Shop,a,b,c,d\nMetric"),
    finding: ["unknownColumn", 5, 1, 'A Sales file has no row "Shop".'],
  },
  {
    what: "a row twice",
    type: "Sales",
    content: SALES.replace("Metric", "Region,all,all,all,all\nMetric"),
    finding: ["duplicateColumn", 5, 1, "The row Region is there twice, first as row 2."],
  },
  {
    what: "a country in small letters",
    type: "Sales",
    content: SALES.replace("Country,SWE,SWE", "Country,SWE,swe"),
    finding: ["country", 1, 3, '"swe" is not a country code.'],
  },
  {
    what: "a row with too few cells",
    type: "Sales",
    content: SALES.replace(",362.97,1990.81\n", ",362.97\n"),
    finding: ["raggedRow", 6, 1, "The row has 4 cells, the header has 5."],
  },
  {
    what: "a row of names with too many cells",
    type: "Sales",
    content: SALES.replace("Region,all", "Region,all,all"),
    finding: ["raggedRow", 2, 1, "The row Region has 6 cells, the first row has 5."],
  },
  {
    what: "a week without a value",
    type: "Distribution",
    content:
      "Country,SWE\nRegion,all\nProduct,Health\nChannel,Agents\n2018-01-08,1\n2018-01-15,\n2018-01-22,3\n2018-01-29,3\n2018-02-05,3",
    finding: ["gap", 7, 2, "SWE, Health, Agents: 1 week between its first and last date have no row"],
  },
  {
    what: "weeks that begin on Sunday",
    type: "Sales",
    content: SALES.replace("2018-01-08", "2018-01-07").replace("2018-01-15", "2018-01-14"),
    finding: ["sundayWeek", 6, 1, "2018-01-07 is a Sunday"],
  },
  {
    what: "a medium without Investment",
    type: "Media",
    content: "Country,SWE\nRegion,all\nProduct,all\nMedia,TV\nCampaign,all\nMetric,GRP\n2018-01-08,5\n2018-01-15,6",
    finding: ["investment", 7, 2, "SWE, TV has no Investment on 2018-01-08 and 1 more date."],
  },
  {
    what: "an event that ends before it starts",
    type: "Events",
    content: `${EVENTS}\n,2018-01-08,2019-10-21,2018-01-07,2019-10-24`,
    finding: ["dateOrder", 6, 4, "EndDate 2018-01-07 is before StartDate 2018-01-08."],
  },
  {
    what: "an event without an end",
    type: "Events",
    content: "Country,SWE\nRegion,all\nEvent,Strike\nMetric,StartDate\n,2018-01-08",
    finding: ["missingColumn", 1, 2, "SWE, Strike: there is no column with the metric EndDate."],
  },
];

describe("wideReader", () => {
  for (const { type, wide, long } of SAME) {
    it(`reads the same rows of ${type} from the wide layout as from the long one`, async () => {
      const [fromWide, fromLong] = [await readWholeFile(wide), await readWholeFile(long)];
      assert.deepEqual(fromWide.findings.map(findingText), []);
      assert.deepEqual(rowsOf(fromWide), rowsOf(fromLong));
      assert.deepEqual({ ...fromWide.summary, layout: "long" }, fromLong.summary);
      assert.deepEqual([fromWide.summary.type, fromWide.summary.layout, fromWide.summary.sureness], [type, "wide", 1]);
    });
    it(`reads ${type} with its rows of names in any order`, async () => {
      const lines = wide.split("\n");
      const first = lines.findIndex((line) => /^[\d,]/.test(line));
      const turned = [...lines.slice(0, first).reverse(), ...lines.slice(first)].join("\n");
      const { findings, summary } = await readWholeFile(turned);
      assert.deepEqual([summary.type, summary.layout, findings], [type, "wide", []]);
    });
  }

  for (const { what, type, content, finding } of BAD_FILES) {
    const [rule, line, column, words] = finding;
    it(`says of ${what} which rule, where, and what would be right`, async () => {
      const { findings } = await readWholeFile(content, { type });
      const found = findings.find((each) => each.rule === rule);
      assert.ok(found, `found only: ${findings.map(findingText).join(" | ")}`);
      assert.deepEqual([found.line, found.column], [line, column]);
      assert.ok(findingText(found).includes(words), findingText(found));
      const bytewise = await readWholeFile(content, { type }, 1);
      assert.deepEqual(bytewise.findings, findings);
    });
  }

  it("puts the offsets of a finding on the bytes of its cell", async () => {
    const content = SALES.replace("1489", "many").replaceAll("\n", "\r\n");
    const { findings } = await readWholeFile(`\ufeff${content}`);
    const [found] = findings;
    assert.ok(found);
    const bytes = Buffer.from(`\ufeff${content}`);
    assert.equal(bytes.subarray(found.startOffset, found.endOffset).toString(), "many");
  });

  it("takes dates of events with nothing in front of them, as the printed sample has it", async () => {
    const { findings, summary } = await readWholeFile(`${EVENTS}\n2018-01-08,2019-10-21,2018-01-10,2019-10-24`);
    assert.deepEqual([summary.type, summary.rows, findings], ["Events", 2, []]);
  });

  it("takes events of one name as often as they happen, side by side and below each other", async () => {
    const content = [
      "Country,SWE,SWE,SWE,SWE",
      "Region,all,all,all,all",
      "Event,Strike,Strike,Strike,Strike",
      "Metric,StartDate,EndDate,StartDate,EndDate",
      ",2018-01-08,2018-01-09,2018-02-01,2018-02-02",
      ",2019-01-08,2019-01-09,,",
    ].join("\n");
    const whole = await readWholeFile(content);
    assert.deepEqual(
      rowsOf(whole).map(({ StartDate, EndDate }) => [StartDate, EndDate]),
      [
        ["2018-01-08", "2018-01-09"],
        ["2018-02-01", "2018-02-02"],
        ["2019-01-08", "2019-01-09"],
      ],
    );
    assert.deepEqual(whole.findings, []);
  });

  it("has no row where a series has no value, and keeps a row that lacks one of its measures", async () => {
    const whole = await readWholeFile(SALES.replace("292,", ",").replace("300,1500,362.97", "NaN,1500,null"));
    assert.deepEqual(
      rowsOf(whole).map(({ Date, Product, UnitsSold }) => [Date, Product, UnitsSold]),
      [
        ["2018-01-08", "Health", NaN],
        ["2018-01-08", "Life", 1489],
        ["2018-01-15", "Life", 1500],
      ],
    );
  });

  it("takes the dimensions of a type without documented columns as they come", async () => {
    const whole = await readWholeFile("Country,SWE,SWE\nRegion,all,all\nAspect,Liking,Awareness\n2018-01-08,0.4,0.5", {
      type: "Brand",
    });
    assert.deepEqual(
      whole.findings.map(({ rule }) => rule),
      ["unspecifiedType"],
    );
    assert.equal(whole.summary.specified, false);
    assert.deepEqual(rowsOf(whole)[1], {
      Country: "SWE",
      Region: "all",
      Grouping: "all",
      Date: "2018-01-08",
      Aspect: "Awareness",
      Value: "0.5",
    });
  });

  it("reads a hundred thousand series side by side", async function () {
    this.timeout(20_000);
    const count = 100_000;
    const line = (name: string, value: (i: number) => string) =>
      [name, ...Array.from({ length: count }, (_, i) => value(i))].join(",");
    const content = [
      line("Country", () => "SWE"),
      line("Region", () => "all"),
      line("Indicator", (i) => `I${String(i)}`),
      line("2018-01-08", String),
      line("2018-01-15", String),
    ].join("\n");
    const { summary, batches } = await readWholeFile(content);
    assert.deepEqual([summary.type, summary.rows, summary.findingCount], ["Macro", 200_000, 0]);
    assert.deepEqual(
      batches.map(({ rowNumbers }) => rowNumbers.length),
      [100_000, 100_000, 0],
    );
  });
});
