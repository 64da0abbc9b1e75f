export { createPdfPool, type OptionsPool, type PdfPool } from './pool.ts';
export { PdfRefuse } from './refus.ts';
export { renderMandatPdf, type OptionsPdf, type PiecePdf } from './render.ts';
