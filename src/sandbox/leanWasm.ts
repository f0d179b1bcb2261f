import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8 from compiling SQLite a second time with its optimising compiler, which takes half a second of two cores and
 * 30 MB for a database that is small. To be imported before SQLite is.
 */
for (const flag of ["--liftoff-only", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering"]) setFlagsFromString(flag);
