import { date, type Bloc, type Inline, type RoleSignature } from './ast.ts';
import type { EtatMandat } from '../modele/etat.ts';
import type { Identites } from './identites.ts';
import { toFrancais } from './libelles.ts';
import { compose, typographier, type Valeurs } from './message.ts';
import type { Redaction } from './redaction.ts';
import { toDateCivile, toHeure, type Instant } from '../modele/temps.ts';
import { fr, type Textes } from './textes/fr.ts';
import { formatHeure } from './typographie.ts';

type Signature = Extract<Bloc, { kind: 'signature' }>;
/** One box: its label, and its printed mention when it was signed on the screen. */
interface Cadre {
  role: RoleSignature;
  libelle: (t: Textes) => Inline[];
  mention?: (t: Textes) => Inline[];
}

/** The boxes to sign: who grants, who assists or bears witness, who translated, then the structure. */
export function writeSignatures(
  r: Redaction,
  etat: EtatMandat,
  identites: Identites | undefined,
  traduction: Textes | undefined,
): Bloc[] {
  const image = toImage(identites);
  const signataire = r.constituant.kind === 'mandant' || r.constituant.kind === 'curateur_assiste';
  return listCadres(r, etat).map((cadre) => {
    const bloc = toBloc(cadre, traduction);
    const dessine = signataire ? cadre.role === 'mandant' : cadre.role === 'constituant';
    return dessine && image !== undefined ? { ...bloc, image } : bloc;
  });
}

/** The box of the structure alone, for what it writes by itself. */
export function writeSignatureStructure(r: Redaction, traduction: Textes | undefined): Bloc[] {
  return [toBloc(toMandataire(r), traduction)];
}

function toBloc({ role, libelle, mention }: Cadre, traduction: Textes | undefined): Signature {
  const bloc: Signature = { kind: 'signature', role, libelle: libelle(fr) };
  if (mention !== undefined) bloc.mention = mention(fr);
  if (traduction === undefined) return bloc;
  const { langue, sens } = traduction;
  bloc.traduction = { langue, sens, libelle: libelle(traduction) };
  if (mention !== undefined) bloc.traduction.mention = mention(traduction);
  return bloc;
}

function listCadres(r: Redaction, etat: EtatMandat): Cadre[] {
  const { signe, accepte } = listMentions(r, etat);
  const avec = (mention: Cadre['mention']) => (mention === undefined ? {} : { mention });
  const { kind } = r.constituant;
  const cadres: Cadre[] = [];
  const personne = kind === 'mandant' || kind === 'curateur_assiste';
  const saitSigner = r.recueil.forme !== 'ne_sait_signer';
  if (personne && saitSigner) {
    cadres.push({
      role: 'mandant',
      libelle: (t) => compose(t, t.roles.mandant, { nom: r.mandant.nom }),
      ...avec(signe),
    });
  }
  if (!personne && saitSigner) {
    cadres.push({
      role: 'constituant',
      libelle: (t) => compose(t, t.roles.constituant, toQualite(t, r)),
      ...avec(signe),
    });
  }
  if (kind === 'curateur_assiste') {
    cadres.push({
      role: 'curateur',
      libelle: (t) => compose(t, t.roles.curateur, { nom: r.constituant.nom }),
    });
  }
  for (const nom of r.temoins) {
    cadres.push({ role: 'temoin', libelle: (t) => compose(t, t.roles.temoin, { nom }) });
  }
  // Someone at the other end of a line cannot sign here.
  const { interprete } = r.recueil;
  if (interprete !== 'aucun' && interprete !== 'telephone') {
    const nom = r.interprete ?? '………………………';
    cadres.push({ role: 'interprete', libelle: (t) => compose(t, t.roles.interprete, { nom }) });
  }
  return [...cadres, { ...toMandataire(r), ...avec(accepte) }];
}

function toMandataire(r: Redaction): Cadre {
  const nom = toFrancais(r.structure.libelle, 'fort');
  return { role: 'mandataire', libelle: (t) => compose(t, t.roles.mandataire, { nom }) };
}

function toQualite(t: Textes, { constituant: { kind, nom } }: Redaction): Valeurs {
  return { nom, qualite: typographier(t, t.qualites[kind]) };
}

/** When each signed on the screen, an oral agreement put in writing later included. */
function listMentions(
  r: Redaction,
  etat: EtatMandat,
): { signe: Cadre['mention']; accepte: Cadre['mention'] } {
  const { zone } = etat.structure;
  const { consentement, acceptation, regularisation } = etat;
  const quand = (t: Textes, instant: Instant): Valeurs => ({
    date: date(toDateCivile(instant, zone)),
    heure: formatHeure(toHeure(instant, zone), t.langue),
  });
  const oralSigne = regularisation?.recueil.forme === 'signature_ecran' ? regularisation.faitLe : undefined;
  const ecran = etat.recueil?.forme === 'signature_ecran';
  const signeLe = ecran ? consentement?.faitLe : oralSigne;
  const signe: Cadre['mention'] =
    signeLe === undefined ? undefined : (t) => compose(t, t.mentions.signe, quand(t, signeLe));
  if (signeLe === undefined || acceptation === undefined) return { signe, accepte: undefined };
  const nom = r.accepteur;
  return {
    signe,
    accepte: (t) =>
      nom === undefined
        ? compose(t, t.mentions.accepte, quand(t, acceptation.faitLe))
        : compose(t, t.mentions.acceptePar, { ...quand(t, acceptation.faitLe), nom }),
  };
}

function toImage(identites: Identites | undefined): Signature['image'] {
  const png = identites?.signature?.png;
  if (png === undefined) return undefined;
  let binaire = '';
  for (const octet of png) binaire += String.fromCharCode(octet);
  return { png: btoa(binaire), alt: 'Signature de la personne' };
}
