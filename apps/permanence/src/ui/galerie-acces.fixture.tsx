import { traceOf } from '../features/acces/qr.ts';
import { AccesView, ApplicationView, CodesView } from '../features/acces/view.tsx';
import { PersonnelView } from '../features/acces/vue-personnel.tsx';
import { FinView } from '../features/connexion/fin.tsx';
import { SecondView } from '../features/connexion/second.tsx';
import { ConnexionView } from '../features/connexion/view.tsx';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const OP = '01900000-0000-7000-8000-000000000001';
const envoi = (suite: string) => ({ action: `/acces/${suite}`, op: OP });
const cles = [
  { id: 'a', sorte: 'Clé d’un appareil', ajoutee: 'le lundi 2 novembre 2026 à 9\u00a0h\u00a002' },
  { id: 'b', sorte: 'Clé à brancher', ajoutee: 'le mardi 10 novembre 2026 à 14\u00a0h\u00a030' },
];
const envois = {
  cles: envoi('cles/retirer'),
  personnel: envoi('personnel'),
  codes: envoi('codes'),
  application: envoi('application'),
  oter: envoi('application/retirer'),
  delier: envoi('identite/retirer'),
};
const codes = [
  '7KQF-2MWP',
  'X9RT-HB4C',
  'NV6J-8DYA',
  'G3ZU-K5EN',
  'W2PX-9QMH',
  'C8SB-4TRF',
  'Y5GD-V7JK',
  'M6HN-3XZW',
  'QE4A-U9PB',
  'R7FT-6CYD',
];
const secret = 'JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP';
const faute = [{ champ: 'code', phrase: 'Ces six chiffres ne conviennent pas. Attendez les suivants.' }];

/** What opens an account: the door, and the page of one’s own means. */
export const ecransAcces: readonly Ecran[] = [
  {
    nom: 'connexion-installee',
    vue: (
      <ConnexionView
        cadre={{ ...n.anonyme, demo: false }}
        cle={{ options: '/connexion/passkey/options', verifier: '/connexion/passkey/verification' }}
        code
        externe="ProConnect"
        identifiant="nora.vasseur"
        erreurs={[{ champ: 'code', phrase: 'L’identifiant ou l’un des codes ne convient pas.' }]}
      />
    ),
  },
  { nom: 'connexion-second', vue: <SecondView cadre={n.anonyme} /> },
  { nom: 'connexion-fin', vue: <FinView cadre={n.anonyme} nom="ProConnect" /> },
  {
    nom: 'acces-vide',
    vue: (
      <AccesView
        cadre={n.cadreJour}
        envois={envois}
        cles={cles.slice(0, 1)}
        personnel="aucun"
        codes={null}
        application={false}
      />
    ),
  },
  {
    nom: 'acces',
    vue: (
      <AccesView
        cadre={n.cadreJour}
        envois={envois}
        fait="Votre application ouvre maintenant votre compte."
        cles={cles}
        personnel="bon"
        codes={7}
        application
        externe={{
          nom: 'ProConnect',
          lien: '/acces/identite',
          identites: [{ id: OP, liee: 'le lundi 2 novembre 2026 à 9\u00a0h\u00a002' }],
        }}
      />
    ),
  },
  {
    nom: 'acces-personnel',
    vue: <PersonnelView cadre={n.cadreJour} code="471902" suite="/acces" />,
  },
  {
    nom: 'acces-codes',
    vue: (
      <CodesView
        cadre={n.cadreJour}
        adresse="https://porte-plume.loire.example"
        identifiant="pia@loire.example"
        codes={codes}
      />
    ),
  },
  {
    nom: 'acces-application',
    vue: (
      <ApplicationView
        cadre={n.cadreJour}
        envoi={envoi(`application/${OP}`)}
        erreurs={faute}
        qr={traceOf(`otpauth://totp/Porte-plume:pia?secret=${secret.replaceAll(' ', '')}&issuer=Porte-plume`)}
        secret={secret}
      />
    ),
  },
];
