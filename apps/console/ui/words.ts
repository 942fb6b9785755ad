export { asWords } from '@app/kernel';
