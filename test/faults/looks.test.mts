import { describeKillsAroundLooks } from '../support/kills-around-looks.mjs';

describeKillsAroundLooks('2.40');
