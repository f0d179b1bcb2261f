/** First stream numbers of the purposes that draw random numbers, so that no two of them share a stream. */
export const STREAM = {
  starts: 1_000,
  variational: 2_000,
  resampling: 3_000,
  chainStarts: 4_000,
  chains: 5_000,
  attribution: 6_000,
  predictive: 7_000,
  priors: 8_000,
  pairs: 9_000,
} as const;

/** Integer hash with full avalanche (Steele, Lea & Flood 2014, the finaliser of SplitMix in its 32-bit form). */
function scramble(value: number): number {
  let z = value | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

/**
 * A seeded stream of random numbers: the same (seed, stream) gives the same numbers on every platform.
 * Generator: xoshiro128** (Blackman & Vigna, "Scrambled linear pseudorandom number generators", 2021).
 */
export class RandomStream {
  private readonly state = new Uint32Array(4);
  private spareNormal = NaN;

  /** @param seed integer, 0 to 2^53  @param stream integer; one stream per purpose and chain, see STREAM */
  constructor(seed: number, stream = 0) {
    const high = Math.floor(seed / 2 ** 32);
    for (let word = 0; word < 4; word++) {
      const bySeed = scramble(scramble(seed + word * 0x9e3779b9) + scramble(high + word));
      this.state[word] = scramble(bySeed + scramble(stream + (word + 1) * 0x85ebca6b));
    }
    for (let i = 0; i < 16; i++) this.next32();
  }

  private next32(): number {
    const s = this.state;
    const product = Math.imul(s[1], 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = (s[3] << 11) | (s[3] >>> 21);
    return result;
  }

  /** Uniform on the open interval (0, 1), 53 random bits. */
  uniform(): number {
    const high = this.next32() >>> 5;
    const low = this.next32() >>> 6;
    return (high * 67108864 + low + 0.5) / 9007199254740992;
  }

  /** Uniform integer 0 .. below - 1. */
  integer(below: number): number {
    return Math.floor(this.uniform() * below);
  }

  /** Standard normal by the polar method (Marsaglia & Bray 1964). */
  normal(): number {
    if (!Number.isNaN(this.spareNormal)) {
      const spare = this.spareNormal;
      this.spareNormal = NaN;
      return spare;
    }
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const q = u * u + v * v;
      if (q > 0 && q < 1) {
        const factor = Math.sqrt((-2 * Math.log(q)) / q);
        this.spareNormal = v * factor;
        return u * factor;
      }
    }
  }

  /** Fills `out` with standard normals. */
  normals(out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i] = this.normal();
  }

  /** Gamma with rate 1 (Marsaglia & Tsang 2000; shapes below 1 are boosted by a power of a uniform). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * Math.pow(this.uniform(), 1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      if (Math.log(this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  /** Beta(a, b) as a ratio of gammas. */
  beta(a: number, b: number): number {
    const x = this.gamma(a);
    const y = this.gamma(b);
    return x / (x + y);
  }
}
