// One page of plain French text, drawn by us (tagged, PDF/UA-1) and by pdfkit (untagged), in turns.
import { renderMandatPdf } from '@porte-plume/mandat-pdf';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import PDFDocument from 'pdfkit';

const require = createRequire(import.meta.url);
const { version } = JSON.parse(
  readFileSync(path.join(path.dirname(require.resolve('pdfkit')), '..', 'package.json'), 'utf8'),
);
const fonts = path.join(path.dirname(require.resolve('@embedpdf/fonts-latin')), '..', 'fonts');
const REGULAR = path.join(fonts, 'NotoSans-Regular.ttf');
const BOLD = path.join(fonts, 'NotoSans-Bold.ttf');
const TOURS = 40;
const ECHAUFFEMENT = 5;

const texte = (contenu) => [{ kind: 'texte', texte: contenu }];
const SECTIONS = ['Ce que vous demandez', 'Jusqu’à quand', 'Vos informations', 'Signatures'];

/** One page: a title, four sections, a dozen lines; `n` varies the data so that no result is reused. */
function toDocument(n) {
  const blocs = [{ kind: 'titre', niveau: 1, contenu: texte('Mandat pour des démarches en ligne') }];
  SECTIONS.forEach((section, rang) => {
    blocs.push({ kind: 'titre', niveau: 2, contenu: texte(section) });
    blocs.push({
      kind: 'paragraphe',
      contenu: texte(
        `Personne d’essai numéro ${n}, ligne ${rang}. Vous chargez la structure de faire en votre nom les actes écrits ici, et rien d’autre. Vous pouvez l’arrêter à tout moment, sans frais.`,
      ),
    });
    blocs.push({
      kind: 'liste',
      items: [`consulter le dossier ${n}`, 'remplir le formulaire', 'envoyer la demande'].map(texte),
    });
  });
  return {
    v: 1,
    genre: 'mandat',
    langue: 'fr',
    sens: 'ltr',
    niveau: 'complet',
    titre: 'Mandat',
    blocs,
    qr: null,
  };
}

const ours = (doc) => renderMandatPdf(doc, { creeLe: '2026-11-22T10:00:00.000Z', zone: 'Europe/Paris' });

/** The same text, the same fonts, the same sizes. */
function theirs(doc) {
  return new Promise((resolve, reject) => {
    const pdf = new PDFDocument({ size: 'A4', margin: 68, lang: 'fr', info: { Title: doc.titre } });
    const morceaux = [];
    pdf.on('data', (m) => morceaux.push(m));
    pdf.on('end', () => resolve(Buffer.concat(morceaux)));
    pdf.on('error', reject);
    const line = (police, taille, contenu) =>
      pdf
        .font(police)
        .fontSize(taille)
        .text(contenu.map((i) => i.texte).join(''))
        .moveDown(0.4);
    for (const bloc of doc.blocs) {
      if (bloc.kind === 'titre') line(BOLD, bloc.niveau === 1 ? 21 : 14.5, bloc.contenu);
      else if (bloc.kind === 'paragraphe') line(REGULAR, 12, bloc.contenu);
      else bloc.items.forEach((item) => line(REGULAR, 12, [{ texte: `•  ${item[0].texte}` }]));
    }
    pdf.end();
  });
}

async function measure(dessiner, doc) {
  const debut = performance.now();
  const octets = await dessiner(doc);
  if (octets.length < 1000) throw new Error('no document came out');
  return performance.now() - debut;
}

const median = (durees) => durees.toSorted((a, b) => a - b)[Math.floor(durees.length / 2)];
const nous = [];
const eux = [];
for (let n = 0; n < TOURS + ECHAUFFEMENT; n += 1) {
  const doc = toDocument(n);
  const [a, b] = [await measure(ours, doc), await measure(theirs, doc)];
  if (n >= ECHAUFFEMENT) {
    nous.push(a);
    eux.push(b);
  }
}
const [m, p] = [median(nous), median(eux)];
const row = {
  measure: 'one page, warm median',
  ours: m,
  unit: 'ms',
  peer: `pdfkit ${version}`,
  theirs: p,
  ratio: p / m,
  better: 'lower',
};
console.log(JSON.stringify({ bench: 'pdf', rows: [row] }));
