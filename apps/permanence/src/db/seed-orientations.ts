import { parseLieux, type LieuPublic, type Service } from '@porte-plume/accompagnement/lieux';
import { createOrientation, type StatutOrientation } from '@porte-plume/accompagnement/orientation';
import type { Scenario } from '@porte-plume/accompagnement/scenario';
import { importLieux } from '../domain/lieux-publics.ts';
import { createId } from '../domain/identifiant.ts';
import { insertOrientation, runAdvance } from '../domain/orientations.ts';
import { now, type Services } from '../server/contexte.ts';
import { addDays, toInstant } from '../server/heure.ts';
import type { Tx } from './client.ts';
import { atelier } from './schema-orientations.ts';

/** Middles of real communes; every place in them is invented (the real open data is imported by each structure). */
const COMMUNES: Readonly<
  Record<string, readonly (readonly [nom: string, cp: string, lat: number, lon: number])[]>
> = {
  loire: [
    ['Saint-Étienne', '42000', 45.4397, 4.3872],
    ['Roanne', '42300', 46.0367, 4.0689],
    ['Montbrison', '42600', 45.6075, 4.0653],
    ['Saint-Chamond', '42400', 45.4753, 4.5153],
    ['Firminy', '42700', 45.3885, 4.2882],
    ['Rive-de-Gier', '42800', 45.5292, 4.6167],
    ['Feurs', '42110', 45.7406, 4.2261],
    ['Charlieu', '42190', 46.1586, 4.1722],
    ['Boën-sur-Lignon', '42130', 45.7447, 4.0078],
    ['Noirétable', '42440', 45.8181, 3.7656],
    ['Andrézieux-Bouthéon', '42160', 45.5264, 4.2614],
    ['Villars', '42390', 45.4669, 4.3547],
  ],
  marne: [
    ['Reims', '51100', 49.2583, 4.0317],
    ['Épernay', '51200', 49.0434, 3.9529],
    ['Châlons-en-Champagne', '51000', 48.9567, 4.3631],
  ],
};

const NOMS = [
  'Médiathèque des Trois-Ponts',
  'Espace numérique du Fil-Rouge',
  'Maison de quartier de la Grande-Ourse',
  'Café numérique des Deux-Rives',
  'Point d’accès de la Vieille-Horloge',
] as const;
const SERVICES: readonly (readonly Service[])[] = [
  ['Aide aux démarches administratives', 'Accès internet et matériel informatique'],
  ['Aide aux démarches administratives', 'Maîtrise des outils numériques du quotidien'],
  ['Maîtrise des outils numériques du quotidien', 'Utilisation sécurisée du numérique'],
  ['Acquisition de matériel informatique à prix solidaire', 'Accès internet et matériel informatique'],
  ['Insertion professionnelle via le numérique', 'Maîtrise des outils numériques du quotidien'],
];
const HORAIRES = [
  'Mo-Fr 09:00-12:00,14:00-17:30',
  'Tu-Sa 10:00-12:30,14:00-18:00',
  'We 14:00-18:00; Fr 09:00-12:00',
  'Mo,Th 13:30-17:00',
  null,
] as const;
const SOURCE = 'Lieux inventés pour la démonstration';

function listLieux(reseau: string, aujourdhui: string): readonly LieuPublic[] {
  const rows = (COMMUNES[reseau] ?? []).flatMap(([commune, code_postal, lat, lon], ici) =>
    NOMS.slice(0, ici < 3 ? 5 : 2).map((_, place) => {
      const rang = (ici + place) % NOMS.length;
      return {
        id: `demo-${reseau}-${ici}-${place}`,
        nom: NOMS[rang],
        commune,
        code_postal,
        adresse: `${3 + place * 7} rue de l’Exemple`,
        // A grid of some hundred metres, as the streets of a small town.
        latitude: lat + (place - 2) * 0.004,
        longitude: lon + ((rang * 3) % 5) * 0.003 - 0.006,
        telephone: place % 4 === 3 ? null : `+3346571${String(ici * 100 + place + 1000).padStart(4, '0')}`,
        horaires: HORAIRES[rang],
        services: SERVICES[rang],
        frais_a_charge: rang === 3 ? ['Gratuit sous condition'] : ['Gratuit'],
        modalites_acces: rang === 1 ? ['Téléphoner'] : ['Se présenter', 'Téléphoner'],
        modalites_accompagnement:
          rang % 2 === 0 ? ['Accompagnement individuel'] : ['Dans un atelier collectif', 'En autonomie'],
        prise_en_charge_specifique: rang === 0 ? ['Illettrisme', 'Langues étrangères (autres)'] : [],
        publics_specifiquement_adresses: rang === 4 ? ['Seniors'] : [],
        date_maj: addDays(aujourdhui, -(40 + rang * 170)),
        source: SOURCE,
        licence: 'MIT',
      };
    }),
  );
  return parseLieux(rows).lieux;
}

const THEMES = [
  ['navigation_sur_internet', 'debutant', 2],
  ['email', 'debutant', 5],
  ['securite_numerique', 'intermediaire', 9],
  ['prendre_en_main_du_materiel', 'debutant', 13],
  ['bureautique', 'avance', 20],
] as const;

/** Places to orient to, workshops to come and orientations that await news, all invented. */
export async function seedOrientations(
  tx: Tx,
  services: Services,
  orgId: string,
  scenario: Scenario,
  reseau: string,
  aujourdhui: string,
  vide: boolean,
): Promise<void> {
  const lieux = listLieux(reseau, aujourdhui);
  await importLieux(tx, services, orgId, { lieux, version: 'demo' });
  if (vide) return;
  const { zone } = scenario.structure;
  const creeLe = now(services);
  const freshId = () => createId(services.clock().getTime(), services.alea);
  const ateliers = THEMES.map(([theme, niveau, jours], rang) => ({
    orgId,
    id: freshId(),
    lieuId: scenario.lieux[rang]?.id ?? '',
    adresse: null,
    date: addDays(aujourdhui, jours),
    debut: rang % 2 === 0 ? '14:00' : '09:30',
    dureeMin: 120,
    theme,
    niveau,
    places: rang === 2 ? 2 : 8,
    animateur: 'Aïcha',
    lien: rang === 0 ? 1 : null,
    creeLe,
  }));
  await tx.insert(atelier).values(ateliers);
  const dernieres = scenario.interventions.filter(({ annulee }) => annulee === null).slice(-10);
  const suites: readonly (readonly StatutOrientation[])[] = [
    ['acceptee'],
    ['acceptee', 'rdv_pris'],
    ['refusee'],
    ['acceptee', 'rdv_pris', 'venue'],
    ['acceptee'],
  ];
  let fiche = 0;
  for (const [rang, une] of dernieres.entries()) {
    const [premier] = ateliers;
    const lieu = lieux[rang % lieux.length];
    if (lieu === undefined || premier === undefined) continue;
    // Proposed on the day of the visit, so that some are due to be chased.
    const jour = { ...services, clock: () => new Date(`${une.date}T10:00:00.000Z`) };
    const pourAtelier = rang >= 6;
    const id = freshId();
    const o = createOrientation(
      {
        id,
        interventionId: une.id,
        cible: pourAtelier
          ? { nature: 'atelier', atelierId: premier.id }
          : { nature: 'lieu', lieuId: lieu.id },
        besoin: pourAtelier
          ? 'Maîtrise des outils numériques du quotidien'
          : 'Aide aux démarches administratives',
        raisons: [{ code: 'distance', sens: 'pour', phrase: 'Ce lieu est tout près.' }],
        canal: 'remis_papier',
        synthetic: true,
      },
      { maintenant: now(jour), zone },
    );
    if (pourAtelier) fiche += 1;
    await insertOrientation(tx, orgId, o, { fiche: pourAtelier ? fiche : null, modifieLe: now(jour) });
    const pas = pourAtelier ? (['acceptee', 'rdv_pris'] as const) : (suites[rang % suites.length] ?? []);
    for (const vers of pas) {
      const rdvLe = pourAtelier
        ? toInstant(premier.date, premier.debut, zone)
        : toInstant(addDays(une.date, 5), '10:00', zone);
      await runAdvance(tx, jour, { orgId, zone }, id, {
        vers,
        ...(vers === 'rdv_pris' && rdvLe !== null ? { rdvLe } : {}),
        ...(vers === 'refusee' ? { motif: 'distance' as const } : {}),
      });
    }
  }
}
