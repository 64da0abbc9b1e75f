import type { LieuPublic, Service } from '@porte-plume/accompagnement/lieux';
import { createFiche, createFicheAtelier, toIcalendar } from '@porte-plume/accompagnement/orientation';
import { toModules } from '@porte-plume/mandat/document';
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { organisation } from '../../db/schema.ts';
import type { AtelierLu } from '../../domain/ateliers.ts';
import type { Visiteur } from '../../server/contexte.ts';
import { TEXTES_FR, type TextesFeuille } from './textes.ts';

/** The printed sheet, in one language. Nothing in it names the person. */
export interface Feuille {
  titre: string;
  sections: readonly { titre: string; lignes: readonly string[] }[];
  arrivee: { titre: string; dire: string | null; dePart: string; numero: string | null; garder: string };
  /** What a telephone opens: the page of the lieu, a map, or its number. */
  qr: { taille: number; trace: string; legende: string } | null;
  prevenir: string | null;
  source: string | null;
}

export interface OptionsFeuille {
  besoin?: Service;
  rdvLe?: string;
  /** Number of the sheet at a workshop. */
  numero?: number;
  textes?: TextesFeuille;
}

/**
 * What the square opens, the most useful first: the public page of the lieu, its place on a map (`geo:`), its number
 * (`tel:`). Open data only, never an address of this application: the paper may be lost.
 */
export function lienOf(lieu: Pick<LieuPublic, 'site_web' | 'latitude' | 'longitude' | 'telephone'>): {
  href: string;
  nature: 'page' | 'carte' | 'telephone';
} | null {
  const [page] = lieu.site_web;
  // A long address makes a square too fine for an old telephone.
  if (page !== undefined && page.length <= 120) return { href: page, nature: 'page' };
  if (lieu.latitude !== null && lieu.longitude !== null)
    return { href: `geo:${lieu.latitude},${lieu.longitude}`, nature: 'carte' };
  return lieu.telephone === null ? null : { href: `tel:${lieu.telephone}`, nature: 'telephone' };
}

function toQr(lien: ReturnType<typeof lienOf>, mots: TextesFeuille): Feuille['qr'] {
  if (lien === null) return null;
  const legende = { page: mots.qrPage, carte: mots.qrCarte, telephone: mots.qrTelephone }[lien.nature]();
  return { ...toModules(lien.href), legende };
}

function toArrivee(o: OptionsFeuille, structure: string, mots: TextesFeuille): Feuille['arrivee'] {
  return {
    titre: mots.arrivee(),
    dire: o.besoin === undefined ? null : mots.dire(o.besoin),
    dePart: mots.dePart(structure),
    numero: o.numero === undefined ? null : mots.fiche(o.numero),
    garder: mots.garderFiche(),
  };
}

/** The sheet of a lieu of the open data. */
export function feuilleLieu(
  lieu: LieuPublic,
  { zone, organisation: structure }: Pick<Visiteur, 'zone' | 'organisation'>,
  o: OptionsFeuille,
): Feuille {
  const mots = o.textes ?? TEXTES_FR;
  const { titre, sections, source } = createFiche(lieu, {
    zone,
    mots,
    ...(o.rdvLe === undefined ? {} : { rdvLe: o.rdvLe }),
  });
  return {
    titre,
    sections,
    arrivee: toArrivee(o, structure, mots),
    qr: toQr(lienOf(lieu), mots),
    prevenir: o.rdvLe === undefined || lieu.telephone === null ? null : mots.prevenir(),
    source,
  };
}

/** The sheet of a workshop of the structure: its number is all that the leader will know. */
export async function feuilleAtelier(
  tx: Tx,
  un: AtelierLu,
  { orgId, organisation: structure }: Pick<Visiteur, 'orgId' | 'organisation'>,
  o: OptionsFeuille,
): Promise<Feuille> {
  const mots = o.textes ?? TEXTES_FR;
  const [org] = await tx
    .select({ telephone: organisation.telephone })
    .from(organisation)
    .where(eq(organisation.orgId, orgId));
  const telephone = org?.telephone ?? null;
  const { id, date, debut, dureeMin, theme, niveau, commune, adresse } = un;
  const { titre, sections } = createFicheAtelier(
    {
      ...{ id, date, debut, dureeMin, theme, niveau, commune, titre: un.titre, nom: un.lieu },
      latitude: null,
      longitude: null,
      ...(telephone === null ? {} : { telephone }),
      ...(adresse === null ? {} : { adresse }),
    },
    { mots },
  );
  return {
    titre,
    sections,
    arrivee: toArrivee(o, structure, mots),
    qr: toQr(telephone === null ? null : { href: `tel:${telephone}`, nature: 'telephone' }, mots),
    prevenir: telephone === null ? null : mots.prevenir(),
    source: null,
  };
}

const toLieuAtelier = (un: AtelierLu) => ({
  nom: un.lieu,
  adresse: un.adresse ?? '',
  code_postal: '',
  commune: un.commune,
  telephone: null,
  latitude: null,
  longitude: null,
});

/** A workshop for a calendar. */
export function toIcsAtelier(
  un: AtelierLu,
  { id, rdvLe }: { id: string; rdvLe: string },
  ctx: Parameters<typeof toIcalendar>[1],
): string {
  return toIcalendar({ id, rdvLe, lieu: toLieuAtelier(un), dureeMin: un.dureeMin }, ctx);
}
