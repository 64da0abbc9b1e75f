import type { Catalogue } from './catalogue.ts';
import type { Constat } from './constat.ts';
import { fold } from './tokens.ts';

const say = (code: string, phrase: string, path: (string | number)[]): Constat => ({ code, phrase, path });

/** What a trap sends to must be one of the entry's own channels, each of which has a name of its own. */
function findCanauxMorts(c: Catalogue): Constat[] {
  return c.demarches.flatMap((d, i) => {
    const ids = (d.canaux ?? []).map(({ valeur }) => valeur.id);
    const doubles = ids.flatMap((id, k) =>
      ids.indexOf(id) === k
        ? []
        : [
            say('CANAL_EN_DOUBLE', 'Deux canaux de cette démarche portent le même nom.', [
              'demarches',
              i,
              'canaux',
              k,
            ]),
          ],
    );
    const morts = (d.blocages ?? []).flatMap(({ canalId }, k) =>
      canalId === undefined || ids.includes(canalId)
        ? []
        : [
            say('CANAL_INCONNU', 'Ce blocage renvoie à un canal que la démarche n’a pas.', [
              'demarches',
              i,
              'blocages',
              k,
              'canalId',
            ]),
          ],
    );
    return [...doubles, ...morts];
  });
}

/** One identifier, one operator: two names for it would split a report in two. */
function findOperateursIncoherents(c: Catalogue): Constat[] {
  const known = new Map<string, string>();
  return c.demarches.flatMap((d, i) =>
    (['operateur', 'payeur', 'decideur'] as const).flatMap((role) => {
      const o = role === 'operateur' ? d.operateur : d.operateur[role];
      if (o === undefined) return [];
      const said = `${o.nom}\n${o.type}`;
      const before = known.get(o.id);
      known.set(o.id, before ?? said);
      const path = ['demarches', i, 'operateur', ...(role === 'operateur' ? [] : [role])];
      return before === undefined || before === said
        ? []
        : [say('OPERATEUR_INCOHERENT', `L’organisme « ${o.id} » porte deux noms ou deux types.`, path)];
    }),
  );
}

/** A word said to be shared that no other entry bears: a trace of an entry that went. */
function findPartagesSeuls(c: Catalogue): Constat[] {
  const labels = c.demarches.map((d) => new Set([...d.aliases, ...d.synonymes].map(fold)));
  return c.demarches.flatMap((d, i) =>
    d.partages
      .filter((p) => !labels[i]?.has(fold(p)) || !labels.some((l, k) => k !== i && l.has(fold(p))))
      .map(() =>
        say('PARTAGE_SEUL', 'Un mot dit partagé n’est pas porté par deux démarches.', [
          'demarches',
          i,
          'partages',
        ]),
      ),
  );
}

/** References between entries, and inside one, that lead nowhere. */
export function findRenvoisMorts(c: Catalogue): { erreurs: Constat[]; avertissements: Constat[] } {
  return {
    erreurs: [...findCanauxMorts(c), ...findOperateursIncoherents(c)],
    avertissements: findPartagesSeuls(c),
  };
}
