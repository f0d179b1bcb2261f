import assert from "node:assert/strict";
import { join } from "node:path";
import { Database, DiskFull, integer, isDiskFull, text } from "../../../../src/sandbox/store/database";
import { scratchFolder } from "../../../support/scratchFolder";

describe("the record database", () => {
  const folder = scratchFolder();
  let db: Database;
  beforeEach(() => {
    db = new Database(join(folder(), "a.sqlite"));
    db.exec("CREATE TABLE t (a INTEGER, b TEXT)");
  });
  afterEach(() => db.close());
  const count = () => integer(db.one("SELECT count(*) AS n FROM t") ?? {}, "n");

  it("takes a transaction back as a whole when any part of it fails", () => {
    assert.throws(
      () =>
        db.transaction(() => {
          db.run("INSERT INTO t VALUES (1, 'x')");
          db.transaction(() => db.run("INSERT INTO t VALUES (2, 'y')"));
          throw new Error("half way");
        }),
      /half way/,
    );
    assert.equal(count(), 0);
    db.transaction(() => db.run("INSERT INTO t VALUES (3, 'z')"));
    assert.equal(count(), 1);
  });

  it("names the column when a value has another type than the program wrote", () => {
    db.run("INSERT INTO t VALUES (1, NULL)");
    assert.throws(() => text(db.one("SELECT * FROM t") ?? {}, "b"), /no text in "b"/);
  });

  it("tells a full disk from other faults, keeps what it has, and goes on when there is room", () => {
    db.exec("PRAGMA max_page_count = 5");
    const long = "x".repeat(3000);
    assert.throws(() => {
      for (let i = 0; i < 9; i++) db.run("INSERT INTO t VALUES (1, ?)", [long]);
    }, DiskFull);
    const kept = Number(db.one("SELECT count(*) AS n FROM t")?.n);
    assert.ok(kept > 0 && kept < 9);
    assert.throws(
      () => db.run("INSERT INTO nothing VALUES (1)"),
      (error) => !isDiskFull(error),
    );
    db.exec("PRAGMA max_page_count = 500");
    db.run("INSERT INTO t VALUES (1, ?)", [long]);
    assert.equal(db.one("SELECT count(*) AS n FROM t")?.n, kept + 1);
  });
});
