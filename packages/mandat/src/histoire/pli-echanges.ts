import type { CodeTiersEtat, DemandeSms, EtatMandat } from '../modele/etat.ts';
import type { EvenementDe } from '../modele/evenement.ts';
import { insert, isPremiere, toMarque } from './pli.ts';

type Echange = EvenementDe<
  | 'DemandeEnvoyee'
  | 'ReponseRecue'
  | 'CodeTiersEmis'
  | 'CodeTiersConsulte'
  | 'CodeTiersRevoque'
  | 'EcheanceRappelee'
  | 'ErreurRectifiee'
  | 'DonneesEffacees'
>;

/** Folds what passes around a mandate without opening or closing anything: messages, codes, reminders, upkeep. */
export function foldEchange(etat: EtatMandat, evenement: Echange): EtatMandat {
  const marque = toMarque(evenement);
  switch (evenement.type) {
    case 'DemandeEnvoyee':
      return withDemande(etat, evenement.donnees.demandeRef, (demande) =>
        isPremiere(marque, demande.envoi) ? { ...demande, envoi: marque } : demande,
      );
    case 'ReponseRecue': {
      const { demandeRef, ...reponse } = evenement.donnees;
      return withDemande(etat, demandeRef, (demande) => ({
        ...demande,
        reponses: insert(demande.reponses, { ...reponse, ...marque }),
      }));
    }
    case 'CodeTiersEmis': {
      const { codeCommitment, ...emission } = evenement.donnees;
      return withCode(etat, codeCommitment, (code) =>
        isPremiere(marque, code.emission) ? { ...code, emission: { ...emission, ...marque } } : code,
      );
    }
    case 'CodeTiersConsulte':
      return withCode(etat, evenement.donnees.codeCommitment, (code) => ({
        ...code,
        consultations: insert(code.consultations, marque),
      }));
    case 'CodeTiersRevoque':
      return withCode(etat, evenement.donnees.codeCommitment, (code) =>
        isPremiere(marque, code.revocation) ? { ...code, revocation: marque } : code,
      );
    case 'EcheanceRappelee':
      return { ...etat, rappels: insert(etat.rappels, { ...evenement.donnees, ...marque }) };
    case 'ErreurRectifiee': {
      const { evenementId: evenementVise, champ, motifCode } = evenement.donnees;
      const rectification = { ...marque, evenementVise, champ, motifCode };
      return { ...etat, rectifications: insert(etat.rectifications, rectification) };
    }
    case 'DonneesEffacees':
      return { ...etat, effacements: insert(etat.effacements, { ...evenement.donnees, ...marque }) };
  }
}

function withDemande(
  etat: EtatMandat,
  demandeRef: string,
  change: (demande: DemandeSms) => DemandeSms,
): EtatMandat {
  const connue = etat.demandesSms.find((d) => d.demandeRef === demandeRef) ?? { demandeRef, reponses: [] };
  const autres = etat.demandesSms.filter((d) => d.demandeRef !== demandeRef);
  const demandesSms = [...autres, change(connue)].sort((a, b) => (a.demandeRef < b.demandeRef ? -1 : 1));
  return { ...etat, demandesSms };
}

function withCode(
  etat: EtatMandat,
  codeCommitment: string,
  change: (code: CodeTiersEtat) => CodeTiersEtat,
): EtatMandat {
  const connu = etat.codes.find((c) => c.codeCommitment === codeCommitment) ?? {
    codeCommitment,
    consultations: [],
  };
  const autres = etat.codes.filter((c) => c.codeCommitment !== codeCommitment);
  const codes = [...autres, change(connu)].sort((a, b) => (a.codeCommitment < b.codeCommitment ? -1 : 1));
  return { ...etat, codes };
}
