import { describeLine } from './describe-line.mjs';

await describeLine('1.123');
