import assert from "node:assert/strict";
import fc from "fast-check";
import { numberOfBytes, numberOfText } from "../../../src/dataFiles/numbers";
import { TupleTable } from "../../../src/dataFiles/tupleTable";
import { WordDictionary } from "../../../src/dataFiles/wordDictionary";

describe("tupleTable", () => {
  it("numbers tuples as a Map of joined keys would", () => {
    const tuples = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: -3, max: 40 }), fc.nat(200)), { maxLength: 3000 });
    fc.assert(
      fc.property(tuples, (list) => {
        const table = new TupleTable(3);
        const reference = new Map<string, number>();
        for (const tuple of list) {
          const expected = reference.get(tuple.join()) ?? reference.size;
          reference.set(tuple.join(), expected);
          assert.equal(table.intern(tuple), expected);
        }
        assert.equal(table.find([9, 9, 9]), -1);
      }),
      { numRuns: 50 },
    );
  });
});

describe("wordDictionary", () => {
  it("numbers words as a Map would, over many of them", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 4 }), { maxLength: 2000 }), (words) => {
        const dictionary = new WordDictionary();
        const reference = new Map<string, number>();
        for (const word of words) {
          const bytes = new TextEncoder().encode(word);
          const expected = reference.get(word) ?? reference.size;
          reference.set(word, expected);
          assert.equal(dictionary.code(bytes, 0, bytes.length), expected);
        }
        assert.deepEqual(dictionary.words, [...reference.keys()]);
      }),
      { numRuns: 50 },
    );
  });
});

describe("numbers", () => {
  const ofBytes = (text: string) => numberOfBytes(new TextEncoder().encode(text), 0, text.length);

  it("read to the very double that JavaScript reads", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.nat(6), (whole, digits) => {
        const text = (whole / 10 ** digits).toFixed(digits);
        assert.ok(Object.is(ofBytes(text), Number(text)), text);
      }),
    );
    assert.ok(Number.isNaN(ofBytes("123456789012345678")));
    assert.equal(numberOfText("123456789012345678.5"), 123456789012345678.5);
    assert.equal(numberOfText("1.5e-3"), 0.0015);
  });

  it("are not what only looks like one", () => {
    for (const text of ["", "-", ".", "1.2.3", "1 000", "1,5", "0x10", "Infinity", "1e999", "12a"]) {
      assert.ok(Number.isNaN(ofBytes(text)), text);
      assert.ok(Number.isNaN(numberOfText(text)), text);
    }
  });
});
