// Marsaglia's xorshift: the same numbers at every run.
let state = 0x2545f491;

/** A number below another one. */
export const random = (below) => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
};
