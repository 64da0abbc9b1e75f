export { createCode, formatCode, parseCode, type CodeLu, type KindDeCode } from './codes/code.ts';
