import { describe, expect, it } from 'vitest';
import { createRestes } from './restes.ts';

describe('bodies of forms that were cut', () => {
  it('are each for the page that replaces them, once, though two tabs are cut at the same time', () => {
    const restes = createRestes();
    restes.hold('onglet-1', '/accueil', 'op=1');
    restes.hold('onglet-2', '/accueil', 'op=2');
    expect(restes.take('onglet-2', '/accueil')).toBe('op=2');
    expect(restes.take('onglet-2', '/accueil')).toBeNull();
    expect(restes.take('onglet-1', '/accueil')).toBe('op=1');
  });

  it('are never given to another screen', () => {
    const restes = createRestes();
    restes.hold('onglet-1', '/mandat', 'nom=Quatrevaux');
    expect(restes.take('onglet-1', '/accueil')).toBeNull();
    expect(restes.take('onglet-1', '/mandat')).toBe('nom=Quatrevaux');
  });

  it('wait under their address where a browser does not name the page, first come first served', () => {
    const restes = createRestes();
    restes.hold('', '/feuille', 'op=1');
    restes.hold('', '/feuille', 'op=2');
    expect(restes.take('onglet-9', '/accueil')).toBeNull();
    expect(['onglet-9', 'onglet-8', 'onglet-7'].map((client) => restes.take(client, '/feuille'))).toEqual([
      'op=1',
      'op=2',
      null,
    ]);
  });
});
