export { renderMandatPdf, PdfRefuse, type OptionsPdf } from './render.ts';
