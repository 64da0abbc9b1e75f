/** Tells where a long work is, on stderr; never in the answer. */
export type Progress = (sentence: string) => void;

/** Short works say nothing; long ones speak once a second. */
const FIRST_MILLISECONDS = 1000;
const EVERY_MILLISECONDS = 1000;

/** Progress on a terminal, or everywhere with `--progress`; silent otherwise. */
export function progressTo(
  stream: { readonly isTTY?: boolean; write: (text: string) => unknown },
  asked: boolean,
  now: () => number,
): Progress {
  if (!asked && stream.isTTY !== true) return () => undefined;
  let next = now() + (asked ? 0 : FIRST_MILLISECONDS);
  let last = '';
  return (sentence) => {
    if (now() < next || sentence === last) return;
    last = sentence;
    next = now() + EVERY_MILLISECONDS;
    stream.write(`${sentence}…\n`);
  };
}

const PHASES: Readonly<Record<string, string>> = {
  relaxation: 'recherche d’un premier masquage',
  integer: 'recherche du meilleur masquage',
  repair: 'réparation du masquage',
  prune: 'allègement du masquage',
  audit: 'attaque du tableau',
  elimination: 'élimination',
};

/** A step of `protect` in words. */
export const protectionStep = ({ phase, cuts }: { phase: string; bound?: number; cuts: number }): string =>
  `Protection\u00a0: ${PHASES[phase] ?? phase}${cuts > 0 ? `, ${cuts} coupes` : ''}`;
