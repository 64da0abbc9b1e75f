/** Numbers in [0, 1) that are the same at every run: the core has no chance of its own. */
export function draws(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
