import type { Motif } from '@porte-plume/mandat';

/** The document cannot be printed faithfully; `motifs` say why, without repeating any personal text. */
export class PdfRefuse extends Error {
  readonly motifs: Motif[];
  constructor(motifs: Motif[]) {
    super(motifs.map((m) => m.phrase).join(' '));
    this.name = 'PdfRefuse';
    this.motifs = motifs;
  }
}
