import { putLogo } from '../domain/apparence.ts';
import { readLogo } from '../domain/image-logo.ts';
import { now, type Services } from '../server/contexte.ts';
import type { Tx } from './client.ts';

/**
 * The invented logo of the demo: a sun behind three waves, 192 × 96, drawn for it by a few sines. In base64, so that the
 * server stays one file.
 */
export const LOGO_DEMO = [
  'iVBORw0KGgoAAAANSUhEUgAAAMAAAABgBAMAAAC57mDaAAAAJ1BMVEX///+AUwzXmjwNWmE9k5qAUwzXmjwNWmE9k5qAUwzXmjwN',
  'WmE9k5qXtRYTAAAACXRSTlMAVVVVVaqqqqonLUauAAAC+UlEQVR42u1YLZPiQBDtsAtVeyonVuC2ViBQVCGwCAQSxIo46gQiNiIC',
  'GxGBWETEuCsEYv4AIn8AkR91FwJzk0xPMrPpVN1W8RRQj379NT2dADzwwAMPfDM4Hx5jyYfblf1XdsO6G/c9JpC43drvRCG3n6xd',
  'AOf1+pHa/lBOfV6MA639fmF/5HN++lUorKgTtIaez684veUKCXEABxhwgU2eshVpAIkr2ed843iUIfQZW93zc89SnzKE3NsxL+EI',
  'hCE4eQC8gjwEqtP2ogZQhPBJlqGDEgDnb0OqHDmMuWNV4OhQ5ajPEvBVgRN4RH00ZIcBR7AZEg0kj61+YAK/+0RFYMz1MYGTwxhN',
  'jRPgKP42qktSY6xJb426IjlmnwNcYPNCctSGmhpfq3ygaaIxLnCkaSNP00TXNvoWAoxpupRzIDkIP12A3vu2O4E7Rl0LQG/bsYAa',
  'BInALNyl6TkMiiD8RoES38B8KhAoQSBtqvDrMd2lEs7TioIigPEN3Zec+pem6qhQ+PXmn3apgvNEDqI87BC+nftSEO++Oq4x/hfs',
  'l2otXzgo3y495TTBaOuDd39U0/CN3A+nE4CnaZjWNKCOLwjhpOR+iNqSrJjyxee2hnR8SaBdKhrPbl0xbYtvLBB8qX3NBQJYxvss',
  'u8SR6QHU8HGB82SZCUQmI0TPxwSCxT6TcFk0DcF6vjpml1kFUTt+5aJ43mcKLvN2fPmqW2YoopZ8AQ1f+w9LPhZuTdjWfNmdeDEH',
  'eF7EdU418BV3YtSWZCWeW/H17lga0vHl31qlQscX3+mLWfBxgYiufVGBSLddag+Uno8IXOb67RIfCXV8VSCq3y7VoWa4jYoxO2u4',
  'p6pjeWZ4r93c0W+jaBBG/LtAftXNzC5bcTXOLC9n2+vckm+7kNjyqbZRDZ9uG8X5QLeNaoKg20bL/KoARTFL/IpAQN6+ZQHbA2LA',
  'lwXqlm/zkVDh40845o/kjXzxvfmh3/YlQcG3e+ti95rjym/zYseIDw/8F/gDB2sDE+RlndkAAAAASUVORK5CYII=',
].join('');

/** One structure of the demo has a logo; the others show what a screen is without one. */
export async function seedApparence(tx: Tx, services: Services, orgId: string): Promise<void> {
  const lu = readLogo(Buffer.from(LOGO_DEMO, 'base64'));
  if (!lu.ok) throw new Error('the logo of the demo is none');
  await putLogo(tx, orgId, now(services), lu.value);
}
