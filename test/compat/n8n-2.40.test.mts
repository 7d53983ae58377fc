import { describeLine } from './describe-line.mjs';

await describeLine('2.40');
