/** What the person signs, answers, prints or meets by accident, in a language that reads from right to left. */
import { AvisView } from '../features/avis/view.tsx';
import { ErreurPersonneView } from '../features/erreur/view.tsx';
import { BulletinView, ConsultationsView } from '../features/mandat/codes-tiers.tsx';
import { MandatRegulariserView, MandatSignerView } from '../features/mandat/view.tsx';
import { CopieView } from '../features/personnes/vue-copie.tsx';
import type { Langue } from '../messages/langue.ts';
import { FRANCAIS, isole, messagesOf } from '../messages/messages.ts';
import { dateDans, momentDans } from '../messages/temps.ts';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const papier = { html: '/mandat/1/document?langue=ar', pdf: '/mandat/1/document.pdf?langue=ar' };
const vues = ['2026-11-26T13:30:00.000Z', '2026-11-24T08:05:00.000Z'];
const envoiAvis = { action: '/avis', op: n.envoi.op };

function ecransIn(langue: Langue): Ecran[] {
  const m = messagesOf(langue);
  const traduit = [
    {
      phrases: [
        m.dit('signer.demandez', { demarche: 'Demander l’aide au logement' }),
        m.dit('signer.pouvons'),
      ],
      liste: [m.dit('acte.consulter'), m.dit('acte.saisir'), m.dit('acte.deposer')],
    },
    {
      phrases: [
        m.dit('signer.agit', { noms: 'Pia Exemple' }),
        m.dit('signer.jusque', { date: dateDans(m, '2027-05-22') }),
        m.dit('signer.arreter'),
      ],
    },
  ];
  const avant = { date: dateDans(m, '2026-12-08') };
  const ecrans: Ecran[] = [
    { nom: 'avis', vue: <AvisView cadre={n.cadre} envoi={envoiAvis} messages={m} /> },
    {
      nom: 'avis-erreur',
      vue: (
        <AvisView
          cadre={n.cadre}
          envoi={envoiAvis}
          erreurs={[{ champ: '', phrase: m.dit('avis.toucher') }]}
          messages={m}
        />
      ),
    },
    { nom: 'avis-merci', vue: <AvisView cadre={n.cadre} envoi={envoiAvis} fait messages={m} /> },
    {
      nom: 'mandat-5-signer',
      vue: (
        <MandatSignerView
          {...n.etape}
          resume={n.resume}
          traduit={traduit}
          messages={m}
          oral={{
            phrases: [
              { dit: FRANCAIS.dit('signer.ensuite'), traduit: m.dit('signer.ensuite') },
              { dit: FRANCAIS.dit('signer.seulement'), traduit: m.dit('signer.seulement') },
            ],
            actes: [{ dit: 'Regarder où en est le dossier', traduit: m.dit('acte.consulter') }],
          }}
          valeurs={{}}
          papier={papier}
        />
      ),
    },
    {
      nom: 'mandat-regulariser',
      vue: (
        <MandatRegulariserView
          {...n.etape}
          erreurs={[]}
          resume={n.resume}
          traduit={traduit}
          messages={m}
          limite={{
            dit: 'Signez avant le mardi 8 décembre 2026 au soir.',
            traduit: m.dit('signer.avant', avant),
          }}
          papier={papier}
          valeurs={{ forme: 'signature_papier' }}
        />
      ),
    },
    {
      nom: 'mandat-bulletin',
      vue: (
        <BulletinView
          cadre={n.cadre}
          code="T234567ABCDE7"
          organisme="CAF"
          adresse="https://permanence.exemple.fr/v"
          dernierJour={dateDans(m, '2026-12-23')}
          retour="/mandat/1"
          messages={m}
        />
      ),
    },
    {
      nom: 'mandat-consultations',
      vue: (
        <ConsultationsView
          cadre={n.cadre}
          initiales="A. B."
          codes={[
            {
              engagement: 'a'.repeat(64),
              organisme: 'CAF',
              etat: '',
              dit: m.dit('vues.valable', { date: dateDans(m, '2026-12-23') }),
              valable: true,
              vues: vues.map((le) => isole(momentDans(m, le, 'Europe/Paris'), m.dir)),
            },
          ]}
          retour="/mandat/1"
          messages={m}
        />
      ),
    },
    {
      nom: 'personne-copie',
      vue: (
        <CopieView
          cadre={n.cadre}
          structure="Réseau de la Loire"
          date={dateDans(m, '2026-11-22')}
          contact={'Pour nous joindre\u00a0: +33465710042.'}
          retour="/personnes/1"
          messages={m}
          copie={{
            nom: null,
            parties: [
              { cle: 'qui', lignes: [{ titre: 'Dossier ouvert', details: ['lundi 2 novembre 2026'] }] },
              { cle: 'mandats', lignes: [] },
              { cle: 'diagnostics', sousCle: true, lignes: [] },
            ],
          }}
        />
      ),
    },
    ...[404, 429, 503, 500].map((statut) => ({
      nom: `erreur-personne-${statut}`,
      vue: <ErreurPersonneView cadre={n.anonyme} statut={statut} messages={m} />,
    })),
  ];
  return ecrans.map((ecran) => ({
    ...ecran,
    nom: `${ecran.nom}-${langue}`,
    personne: ecran.nom !== 'personne-copie',
  }));
}

export const ecransPersonne: readonly Ecran[] = ecransIn('ar');
