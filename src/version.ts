export { VERSION } from './autotask/version.js';
