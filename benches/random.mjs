// Marsaglia's xorshift: the same numbers in every run.
let state = 0x2545f491;

/** Returns an integer below a limit. */
export const random = (below) => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
};
