export { createCode, formatCode, parseCode, type CodeLu, type KindDeCode } from './code.ts';
